import { type ComponentType, useEffect, useState } from 'react';
import { type AppFault, faultOf, loadCode } from '../../state/shared/index.ts';

/** A part of the page whose code is no part of what is downloaded first. */
interface LazyPart<Props> {
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
  {
    Waiting,
    Failed,
  }: {
    readonly Waiting: ComponentType;
    readonly Failed: ComponentType<{ readonly fault: AppFault }>;
  },
): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined;
  const download = async () => {
    loaded ??= await loadCode(load);
    return loaded;
  };

  function Part(props: Props) {
    const [Shown, setShown] = useState(() => loaded);
    const [fault, setFault] = useState<AppFault>();
    useEffect(() => {
      let gone = false;
      const show = (part: ComponentType<Props>) => {
        loaded = part;
        if (gone) return;
        setFault(undefined);
        setShown(() => part); // as a function that gives it: React would call a component
      };
      download().then(show, (error: unknown) => {
        if (gone) return;
        const fault = faultOf(error);
        setFault(fault);
        // What was given up may only be slow. It comes to whoever asks for it once more.
        if (fault.code === 'loading/stalled') load().then(show, () => undefined);
      });
      return () => {
        gone = true;
      };
    }, []);
    if (fault) return <Failed fault={fault} />;
    return Shown ? <Shown {...props} /> : <Waiting />;
  }

  const preload = () =>
    download().then(
      () => undefined,
      () => undefined,
    );
  return { Part, preload };
}
