const carriesFiles = ({ dataTransfer }: DragEvent) =>
  dataTransfer?.types.includes('Files') ?? false;

/**
 * Watch whether a file is being dragged over the window.
 *
 * @param tell is told when that changes
 * @returns what ends the watch
 */
export function watchFileDrag(root: Window, tell: (over: boolean) => void): () => void {
  const watching = new AbortController();
  /** The element under the drag, and what ends listening to it. */
  let under: { readonly element: EventTarget; readonly left: AbortController } | undefined;

  function end() {
    if (!under) return;
    under.left.abort();
    under = undefined;
    tell(false);
  }

  function enter(event: DragEvent) {
    const { target: element } = event;
    if (!carriesFiles(event) || !element || element === under?.element) return;
    if (!under) tell(true);
    under?.left.abort();
    const left = new AbortController();
    under = { element, left };
    // On the element itself: what it says does not reach the window when it is no longer in the page. An element that
    // is left for another one is heard of after that one was entered.
    element.addEventListener(
      'dragleave',
      (leave) => {
        if (leave.target === element) end();
      },
      { signal: left.signal },
    );
  }

  const { signal } = watching;
  root.addEventListener('dragenter', enter, { signal });
  root.addEventListener('dragover', enter, { signal });
  root.addEventListener('drop', end, { signal });
  // While something is dragged, the pointer says nothing: what it says is that nobody told of the drag's end.
  root.addEventListener('pointermove', end, { signal });
  return () => {
    watching.abort();
    end();
  };
}
