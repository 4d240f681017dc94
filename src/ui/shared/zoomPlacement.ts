/** Where a picture lies in its frame, while it is zoomed and moved. Pure arithmetic; zoomPan.ts does the rest. */

/** In CSS pixels for a frame, in its own pixels for a picture. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `scale`: CSS pixels per picture pixel. (x, y): the picture's top left corner in the frame, in CSS pixels. */
export interface Placement extends Point {
  readonly scale: number;
}

/** A part of a picture, whatever the size of the frame. (x, y): its middle, as a share of the picture's sides. */
export interface Part extends Point {
  /** CSS pixels per picture pixel. */
  readonly scale: number;
}

/** @returns the placement that shows the whole picture, centred */
export function fit(picture: Size, frame: Size): Placement {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  return settle({ scale, x: 0, y: 0 }, picture, frame);
}

/** @returns a placement with another scale, where the point of the picture at (x, y) of the frame stays there */
export function zoomAt(at: Placement, scale: number, { x, y }: Point): Placement {
  const factor = scale / at.scale;
  return { scale, x: x - (x - at.x) * factor, y: y - (y - at.y) * factor };
}

/** @returns the placement without a gap beside a picture larger than the frame; a smaller picture is centred */
export function settle(at: Placement, picture: Size, frame: Size): Placement {
  const along = (offset: number, room: number) =>
    room >= 0 ? room / 2 : Math.min(0, Math.max(room, offset));
  return {
    scale: at.scale,
    x: along(at.x, frame.width - picture.width * at.scale),
    y: along(at.y, frame.height - picture.height * at.scale),
  };
}

/** @returns the part of the picture that a placement shows */
export function partOf({ scale, x, y }: Placement, picture: Size, frame: Size): Part {
  return {
    scale,
    x: (frame.width / 2 - x) / (picture.width * scale),
    y: (frame.height / 2 - y) / (picture.height * scale),
  };
}

/** @returns the placement that shows a part of the picture in a frame, as `settle` allows */
export function placementOf({ scale, x, y }: Part, picture: Size, frame: Size): Placement {
  const at = {
    scale,
    x: frame.width / 2 - x * picture.width * scale,
    y: frame.height / 2 - y * picture.height * scale,
  };
  return settle(at, picture, frame);
}
