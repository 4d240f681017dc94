import { type ComponentType, useEffect, useState } from 'react';

/** A part of the page whose code is no part of what is downloaded first. */
export interface LazyPart<Props> {
  readonly Part: ComponentType<Props>;
  /** Download the code before the part is shown. Never rejects: the part says what is wrong when it is shown. */
  preload(): Promise<void>;
}

/**
 * @param load downloads the code; called again after a download that failed
 * @param places what is shown while the code is on its way, and what where it did not arrive
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { Waiting, Failed }: { readonly Waiting: ComponentType; readonly Failed: ComponentType },
): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined;
  const download = async () => {
    loaded ??= await load();
    return loaded;
  };

  function Part(props: Props) {
    const [Shown, setShown] = useState(() => loaded);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      let gone = false;
      download().then(
        // As a function that gives it: React would call a component.
        (part) => !gone && setShown(() => part),
        () => !gone && setFailed(true),
      );
      return () => {
        gone = true;
      };
    }, []);
    if (failed) return <Failed />;
    return Shown ? <Shown {...props} /> : <Waiting />;
  }

  const preload = () =>
    download().then(
      () => undefined,
      () => undefined,
    );
  return { Part, preload };
}
