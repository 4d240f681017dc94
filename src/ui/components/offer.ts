/** Hand a file to the browser's download list. */
export function offer(file: { readonly blob: Blob; readonly name: string } | undefined): void {
  if (!file) return;
  const url = URL.createObjectURL(file.blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // Later: the click only starts the download.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
