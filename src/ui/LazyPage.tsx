import { type ComponentType, useEffect, useState } from 'react';
import { PageFailed } from './shared/ErrorBoundary.tsx';
import { words } from './words/index.ts';

/** A page whose code is downloaded after the first page of the app. */
export interface LazyPage {
  readonly Page: ComponentType;
  /** Download the code before the page is shown. Never rejects: the page says what is wrong when it is shown. */
  preload(): Promise<void>;
}

/** @param load downloads the code; called again after a download that failed */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  let loaded: ComponentType | undefined;
  const download = async () => {
    loaded ??= await load();
    return loaded;
  };

  function Page() {
    const [Shown, setShown] = useState(() => loaded);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      let gone = false;
      download().then(
        // As a function that gives it: React would call a component.
        (page) => !gone && setShown(() => page),
        () => !gone && setFailed(true),
      );
      return () => {
        gone = true;
      };
    }, []);
    if (failed) {
      const { title, text } = words.shared.notDownloaded;
      return <PageFailed title={title} text={text} />;
    }
    return Shown ? <Shown /> : <main aria-busy />;
  }

  const preload = () =>
    download().then(
      () => undefined,
      () => undefined,
    );
  return { Page, preload };
}
