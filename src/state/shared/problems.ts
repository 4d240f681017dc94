import { BrowserProblem } from '../../browser/index.ts';
import { Problem } from '../../channel/index.ts';
import { EngineProblem, type EngineFault, type ExecutorInfo } from '../../engine/index.ts';
import { LoadingProblem } from '../../loading/index.ts';
import { PictureProblem, type FilmLoss, type PictureFault } from '../../picture/index.ts';

/** What can go wrong on the pages themselves, as codes with facts. ui/words/ has the sentences. */
export type PageFault =
  /** No file was in what was dropped, pasted or chosen. */
  | { readonly code: 'photo/none' }
  /** Nothing of what the system handed to the installed app arrived. */
  | { readonly code: 'photo/not-handed-over' }
  | { readonly code: 'photo/many'; readonly count: number }
  | { readonly code: 'photo/sample-not-downloaded' }
  /** Not all of what was dropped or chosen went to the queue. */
  | {
      readonly code: 'queue/left-out';
      /** Files that are no pictures. */
      readonly others: number;
      /** There were pictures beyond the limit. */
      readonly tooMany: boolean;
      /** The most photos that a queue holds. */
      readonly limit: number;
    }
  /** It ended while another page was shown. */
  | { readonly code: 'queue/ended'; readonly painted: number; readonly failed: number }
  /** A file that was in the queue can no longer be read as it was. */
  | { readonly code: 'queue/file-changed'; readonly name: string }
  /** The browser has no room for these files of the queue: they do not outlive the page. */
  | { readonly code: 'queue/not-kept'; readonly names: readonly string[] }
  /** `full`: because the disk is. */
  | { readonly code: 'queue/zip-not-written'; readonly full: boolean }
  /** The executor that the address asks for is not the one that paints. */
  | {
      readonly code: 'paint/other-executor';
      readonly chosen: ExecutorInfo['id'];
      readonly reason?: EngineFault | undefined;
    }
  /** A link asks for a boldness that is not between 0 and 1; the nearest one is used. */
  | { readonly code: 'link/boldness-clamped'; readonly given: number }
  /** The same of the strength. */
  | { readonly code: 'link/strength-clamped'; readonly given: number }
  /** A link names a style that the server has no longer. `othersStay`: the others of its mix are used. */
  | { readonly code: 'link/style-gone'; readonly style: string; readonly othersStay: boolean }
  | { readonly code: 'link/network-gone'; readonly network: string }
  /** What a link asks for and did not get, where that is more than one thing. */
  | { readonly code: 'link/several'; readonly faults: readonly AppFault[] }
  /** A link can't carry a style that the visitor made; it has the other settings. */
  | { readonly code: 'link/without-own-style' }
  /** The visitor's own style was not learned for the network that is chosen. `title`: the network's. */
  | {
      readonly code: 'own/other-network';
      readonly style: string;
      readonly id: string;
      readonly network: string;
      readonly title: string;
    }
  /** It was learned for another training of the network. */
  | { readonly code: 'own/other-version'; readonly style: string; readonly id: string }
  /** The same of a file. */
  | { readonly code: 'own/file-of-other-version'; readonly style: string }
  /** A file that the page was to read as the settings of a painting. `report`: it is one of the page Compare. */
  | { readonly code: 'style-file/not-one'; readonly name: string; readonly report: boolean }
  | { readonly code: 'style-file/newer'; readonly name: string }
  | { readonly code: 'style-file/damaged'; readonly name: string }
  /** Its numbers belong to a training of the network that is not here, and its styles are not here either. */
  | { readonly code: 'style-file/other-network'; readonly title: string; readonly network: string }
  /** The same, and the styles are here: they are chosen. */
  | { readonly code: 'style-file/other-version'; readonly title: string }
  | { readonly code: 'own/many'; readonly count: number }
  | { readonly code: 'own/not-connected' }
  /** The browser has no room for it. */
  | { readonly code: 'own/not-kept'; readonly style: string }
  | { readonly code: 'paint/nothing-arrived' }
  /** The browser does not let the page put a picture on the clipboard. */
  | { readonly code: 'clipboard/denied' }
  /** There is no clipboard for pictures: in this browser, or at an address that is not secure. */
  | { readonly code: 'clipboard/missing' }
  /** The browser does not let the page put a link on the clipboard; the address shows it instead. */
  | { readonly code: 'clipboard/link-in-address' }
  | { readonly code: 'share/failed' }
  | { readonly code: 'share/press-again' }
  /** The picture that was to be saved is no longer there, or is not enlarged now. */
  | { readonly code: 'save/picture-changed' }
  /** What is to be saved waits for the picture, and another page is shown. */
  | { readonly code: 'save/left' }
  | { readonly code: 'camera/insecure' }
  | { readonly code: 'camera/denied' }
  /** Of the operating system. */
  | { readonly code: 'camera/denied-by-system' }
  /** The page around this one, or the server, withholds it. */
  | { readonly code: 'camera/denied-by-page' }
  /** The visitor has not answered the browser's question yet. */
  | { readonly code: 'camera/no-answer' }
  /** It is on, and no frame comes. */
  | { readonly code: 'camera/no-frames' }
  /** The system or the browser has switched it off: it sends black, or nothing. */
  | { readonly code: 'camera/muted' }
  | { readonly code: 'camera/none' }
  | { readonly code: 'camera/busy' }
  | { readonly code: 'camera/unplugged' }
  /** The camera of the last visit is not there, and another one was started. */
  | { readonly code: 'camera/other' }
  /** The painting of a film ended while another page was shown. */
  | { readonly code: 'film/painted'; readonly name: string }
  | { readonly code: 'film/not-painted'; readonly name: string }
  | { readonly code: 'film/none' }
  | { readonly code: 'film/many'; readonly count: number }
  | { readonly code: 'film/photo'; readonly name: string }
  /** A file of 0 bytes. */
  | { readonly code: 'film/empty'; readonly name: string }
  | { readonly code: 'film/only-sound'; readonly name: string }
  | { readonly code: 'film/unplayable'; readonly name: string }
  | { readonly code: 'film/damaged'; readonly name: string }
  /** The browser plays a film or a camera, and hands out none of its frames. */
  | { readonly code: 'film/no-frames' }
  /** What the painted film `name` lacks; see FilmLoss. */
  | ({ readonly code: 'film/incomplete'; readonly name: string } & FilmLoss)
  /** The visitor went to another page. */
  | { readonly code: 'recording/left' }
  /** Another camera or film took the place of what was recorded. */
  | { readonly code: 'recording/ended' }
  /** The film that was recorded stands still, because it is painted to a file. */
  | { readonly code: 'recording/film' }
  /** The picture got another shape, as when a phone is turned, and a file has one size. */
  | { readonly code: 'recording/turned' }
  /** The browser ended it by itself. */
  | { readonly code: 'recording/broken-off' }
  | { readonly code: 'recording/unsupported' }
  | { readonly code: 'recording/empty' }
  | { readonly code: 'snapshot/failed' }
  /** The browser did not let the page fill the screen. */
  | { readonly code: 'screen/refused' }
  | { readonly code: 'compare/facts-not-downloaded'; readonly model: string }
  | { readonly code: 'compare/network-not-ready' }
  /** What happened on one side, when that stopped both. */
  | { readonly code: 'compare/side'; readonly side: 'left' | 'right'; readonly fault: AppFault }
  | { readonly code: 'report/not-a-report'; readonly name: string }
  | {
      readonly code: 'report/other-version';
      readonly name: string;
      /** As the file says, shortened; undefined where it says nothing that can be shown. */
      readonly found?: string | undefined;
      readonly wanted: number;
    }
  | { readonly code: 'report/damaged'; readonly name: string }
  /** The words of a language that was chosen did not arrive. */
  | { readonly code: 'page/language-not-downloaded' }
  | { readonly code: 'report/too-large'; readonly name: string }
  | { readonly code: 'report/contradictory'; readonly name: string; readonly about: Contradiction }
  /** An error that nobody thought of. `text` is its own, where it has one: for developers, no visitor sees it. */
  | { readonly code: 'page/unexpected'; readonly text?: string | undefined };

/** Which figures of a report contradict each other, or cannot be. */
export type Contradiction = 'picture' | 'layers' | 'weights' | 'multiplyAdds' | 'memory' | 'parts';

/** Whether nothing but a reload helps: the server has another version of the page than the one that is open. */
export const isNewVersion = (fault: AppFault): boolean => fault.code === 'loading/new-version';

/** All faults that a store can hold. */
export type AppFault = EngineFault | PictureFault | PageFault;

export class PageProblem extends Problem<PageFault> {
  override readonly name = 'PageProblem';
}

/** The fault of any error. */
export function faultOf(error: unknown): AppFault {
  if (error instanceof EngineProblem || error instanceof PictureProblem) return error.fault;
  if (error instanceof PageProblem || error instanceof BrowserProblem) return error.fault;
  if (error instanceof LoadingProblem) return error.fault;
  return { code: 'page/unexpected', text: error instanceof Error ? error.message : undefined };
}

/** Whether an error is the browser's own with this name, such as 'AbortError' where the visitor closed a dialog. */
export const isNamed = (error: unknown, name: string): error is DOMException =>
  error instanceof DOMException && error.name === name;
