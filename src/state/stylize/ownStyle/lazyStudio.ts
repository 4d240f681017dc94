import { faultOf, loadCode } from '../../shared/index.ts';
import { createStudioStore } from './studioState.ts';
import type { Studio, StudioActions, StudioDependencies } from './studioTypes.ts';

/**
 * A studio whose code is downloaded when the visitor first does something with own styles: most never do, so it is no
 * part of what is downloaded first. Where it does not arrive, the visitor is told, and the next try asks again.
 *
 * @param load imports the code. Replaced in tests
 */
export function createLazyStudio(
  dependencies: StudioDependencies,
  load: () => Promise<{
    readonly createStudio: (given: StudioDependencies, store: Studio['store']) => Studio;
  }> = () => import('./studio.ts'),
): Studio {
  const store = createStudioStore();
  let loaded: StudioActions | undefined;
  let loading: Promise<StudioActions> | undefined;

  const arrived = () =>
    (loading ??= loadCode(load).then(
      ({ createStudio }) => (loaded ??= createStudio(dependencies, store).actions),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));

  /** Do something with what has arrived: at once where it is here, in the order of asking otherwise. */
  async function later<T>(act: (actions: StudioActions) => T | Promise<T>): Promise<T | undefined> {
    let actions: StudioActions;
    try {
      actions = await arrived();
    } catch (error) {
      dependencies.photos.actions.notify(faultOf(error));
      return undefined;
    }
    return act(actions);
  }

  const now = (act: (actions: StudioActions) => void) => {
    if (loaded) act(loaded);
    else void later(act);
  };

  const actions: StudioActions = {
    open: (style) => now((studio) => studio.open(style)),
    close: () => now((studio) => studio.close()),
    chooseCrop: (crop) => now((studio) => studio.chooseCrop(crop)),
    chooseLength: (length) => now((studio) => studio.chooseLength(length)),
    startOver: (again) => now((studio) => studio.startOver(again)),
    stop: () => now((studio) => studio.stop()),
    rename: (style, name) => now((studio) => studio.rename(style, name)),
    remove: (style) => now((studio) => studio.remove(style)),
    putBack: () => now((studio) => studio.putBack()),
    letGo: () => now((studio) => studio.letGo()),
    take: (files) => later((studio) => studio.take(files)),
    learn: () => later((studio) => studio.learn()),
    learnMore: (style) => later((studio) => studio.learnMore(style)),
    save: (style) => later((studio) => studio.save(style)),
  };
  return { store, actions };
}
