/**
 * Zoom and pan of one picture or of several in step: what the buttons, keys and gestures do, and what React needs.
 *
 * This is our own code. Libraries such as react-zoom-pan-pinch move one element each; here several frames move in step,
 * a divider lies over them, the wheel scrolls the page until a picture was clicked, and offsets are rounded to pixels
 * of the screen so that 100 % is exact.
 *
 * A page gives `attach` to the element around its pictures. In there, each element with `data-frame` shows a part of
 * the picture, and what lies in such a frame has the class `picture` of Zoom.module.css. What lies over the picture and
 * keeps its own line widths, such as a grid, has the class `over`.
 */
import { useLayoutEffect, useState } from 'react';
import { createStore, type StoreApi } from 'zustand';
import { listenToGestures } from './zoomGestures.ts';
import {
  fit,
  type Part,
  partOf,
  type Placement,
  placementOf,
  type Point,
  type Size,
  zoomAt,
} from './zoomPlacement.ts';

/** Factor of one press of a key or a button. */
const STEP = 1.25;
/** Pixels of the screen per picture pixel, at most; of a picture with few pixels more. */
const MOST = 16;
/** Any picture can be shown so many times as large as it is when all of it is to be seen. */
const LEAST_ZOOM = 4;
/** CSS pixels that an arrow key moves. */
const NUDGE = 40;
const NUDGES: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: NUDGE, y: 0 },
  ArrowRight: { x: -NUDGE, y: 0 },
  ArrowUp: { x: 0, y: NUDGE },
  ArrowDown: { x: 0, y: -NUDGE },
};

export interface ZoomState {
  /** 100: one picture pixel on one pixel of the screen. */
  readonly percent: number;
  /** Whether less than the whole picture is to be seen. */
  readonly zoomed: boolean;
  /** Whether the picture fills its frame, as it does without a zoom. */
  readonly fitted: boolean;
  /** What is to be seen. It changes with each movement: subscribe to it, or select something else. */
  readonly seen: Seen;
}

/** A part of the picture, as shares of its sides; beyond 0..1 where the frame is larger than the picture. */
interface Seen extends Point, Size {
  /** Pixels of the screen along the picture's whole width. */
  readonly across: number;
}

export interface ZoomPan {
  readonly store: StoreApi<ZoomState>;
  zoomIn(): void;
  zoomOut(): void;
  /** Show the whole picture. It stays whole when the frame changes its size. */
  showAll(): void;
  /** One picture pixel on one pixel of the screen. */
  actualSize(): void;
  /** Zoom the frames in `root`, all of one size. For the property `ref` of React. @returns what ends it */
  attach(root: HTMLElement | null): (() => void) | undefined;
  /**
   * Say how large the pictures are, in pixels, and what they show, such as the photo. Of the same subject the same part
   * stays to be seen; another one is shown whole.
   *
   * @param drawn pixels of what the page draws of them, where that is less
   */
  setPicture(size: Size, subject: unknown, drawn?: Size): void;
  /** Move the picture as far as is needed for a part of it to be seen, given as shares of its sides. */
  reveal(part: Point & Size): void;
}

/**
 * The zoom of the pictures in an element. Their placement is written to CSS variables of the element, which the frames
 * inherit. So React does not render during a zoom, and all frames always agree.
 */
function createZoomPan(): ZoomPan {
  const store = createStore<ZoomState>(() => ({
    ...{ percent: 100, zoomed: false, fitted: true },
    seen: { x: 0, y: 0, width: 1, height: 1, across: 0 },
  }));
  let root: HTMLElement | undefined;
  let picture: Size = { width: 1, height: 1 };
  let drawn = picture;
  let shown: unknown;
  let part: Part | undefined; // undefined: the whole picture

  const frame = (): Size => {
    // Not its clientWidth, which is rounded.
    const { width = 1, height = 1 } =
      root?.querySelector('[data-frame]')?.getBoundingClientRect() ?? {};
    return { width: width || 1, height: height || 1 };
  };
  const fitted = () => fit(picture, frame());
  const placement = () => (part ? placementOf(part, picture, frame()) : fitted());
  const actual = () => 1 / window.devicePixelRatio;

  function show() {
    if (!root) return;
    const { scale, x, y } = placement();
    // A picture that lies between two pixels of the screen is blurred.
    const snap = (offset: number) => `${Math.round(offset / actual()) * actual()}px`;
    const zoomed = scale > fitted().scale * 1.001;
    root.style.setProperty('--picture-width', `${drawn.width}px`);
    root.style.setProperty('--picture-height', `${drawn.height}px`);
    root.style.setProperty('--scale', `${(scale * picture.width) / drawn.width}`);
    root.style.setProperty('--x', snap(x));
    root.style.setProperty('--y', snap(y));
    root.dataset['zoomed'] = `${zoomed}`;
    root.dataset['pixelated'] = `${scale > 2 * actual()}`;
    const percent = Math.round((100 * scale) / actual());
    const [width, height] = [scale * picture.width, scale * picture.height];
    const seen = {
      ...{ x: -x / width, y: -y / height },
      ...{ width: frame().width / width, height: frame().height / height },
      across: Math.round(width / actual()),
    };
    store.setState({ percent, zoomed, fitted: !part, seen });
  }

  function place(next: Placement) {
    const isFitted = Math.abs(next.scale / fitted().scale - 1) < 0.001;
    part = isFitted ? undefined : partOf(next, picture, frame());
    // Within what is there: else a drag past the edge has to come all the way back.
    if (part) part = partOf(placementOf(part, picture, frame()), picture, frame());
    show();
  }

  const middle = (): Point => ({ x: frame().width / 2, y: frame().height / 2 });

  function zoomTo(wanted: number, at = middle()) {
    const least = Math.min(fitted().scale, actual());
    const most = Math.max(LEAST_ZOOM * fitted().scale, MOST * actual());
    place(zoomAt(placement(), Math.min(most, Math.max(least, wanted)), at));
  }

  const zoomBy = (factor: number, at?: Point) => zoomTo(placement().scale * factor, at);
  const zoomIn = () => zoomBy(STEP);
  const zoomOut = () => zoomBy(1 / STEP);
  const actualSize = () => zoomTo(actual());
  const showAll = () => {
    part = undefined;
    show();
  };
  const panBy = ({ x, y }: Point) => {
    if (!part) return; // there is nowhere to go
    const now = placement();
    place({ scale: now.scale, x: now.x + x, y: now.y + y });
  };
  const toggle = (at: Point) => {
    if (part) showAll();
    else zoomTo(Math.max(actual(), 2 * fitted().scale), at);
  };

  /** Keys in the element. The divider, which lies in it, has arrows of its own, and the page has digits of its own. */
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own zoom
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  const actionOf = ({ key, shiftKey, target }: KeyboardEvent): (() => void) | undefined => {
    const nudge = NUDGES[key];
    if (nudge) return shiftKey || target === root ? () => panBy(nudge) : undefined;
    if (key === '+' || key === '=') return zoomIn; // the same key without Shift
    if (key === '-') return zoomOut;
    if (key === '0') return showAll;
    return key === '1' && target === root ? actualSize : undefined;
  };

  function attach(element: HTMLElement | null) {
    if (!element) return undefined;
    root = element;
    const observer = new ResizeObserver(show);
    observer.observe(element);
    for (const each of element.querySelectorAll('[data-frame]')) observer.observe(each);
    element.addEventListener('keydown', pressed);
    const stopGestures = listenToGestures(element, { zoomBy, panBy, toggle });
    show();
    return () => {
      observer.disconnect();
      element.removeEventListener('keydown', pressed);
      stopGestures();
      root = undefined;
    };
  }

  function reveal({ x, y, width, height }: Point & Size) {
    if (!part) return;
    const at = placement();
    /** How far to move so that what begins at `from` and is so long lies in the frame. */
    const along = (from: number, length: number, room: number) =>
      from < 0 ? -from : Math.min(0, room - from - length);
    const [across, down] = [at.scale * picture.width, at.scale * picture.height];
    panBy({
      x: along(at.x + x * across, width * across, frame().width),
      y: along(at.y + y * down, height * down, frame().height),
    });
  }

  function setPicture(size: Size, subject: unknown, pixels = size) {
    if (subject !== shown) part = undefined;
    if (part) part = { ...part, scale: (part.scale * picture.width) / size.width };
    shown = subject;
    picture = size;
    drawn = pixels;
    show();
  }

  return { store, zoomIn, zoomOut, showAll, actualSize, attach, setPicture, reveal };
}

/**
 * @param picture size of the pictures in pixels; it may change, and the same part stays to be seen
 * @param subject what they show, such as the photo: another one is shown whole
 * @param drawn pixels of what the page draws, where that is less than the picture has
 * @returns `attach`: the `ref` of the element around the pictures; `zoom`: what the buttons do
 */
export function useZoomPan({ width, height }: Size, subject: unknown, drawn?: Size) {
  const [zoom] = useState(createZoomPan);
  const { width: across = width, height: down = height } = drawn ?? {};
  useLayoutEffect(
    () => zoom.setPicture({ width, height }, subject, { width: across, height: down }),
    [zoom, width, height, subject, across, down],
  );
  return { zoom, attach: zoom.attach };
}
