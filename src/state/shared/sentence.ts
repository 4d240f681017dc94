/** Errors of the engine and of pictures are sentences for the visitor already. */
export function sentence(error: unknown): string {
  if (error instanceof Error) return error.message;
  return 'Something went wrong. Try again, or reload the page.';
}
