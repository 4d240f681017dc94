/** What Stylize shows once there is a photo. One module, so that it is one download: see StylizePage. */
export { HistoryBar } from './HistoryBar.tsx';
export { PaintedPhoto } from './PaintedPhoto.tsx';
export { Queue } from './Queue.tsx';
