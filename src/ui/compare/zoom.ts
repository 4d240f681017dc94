/** A width and height, or a place, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a picture lies in its frame: CSS pixels a picture pixel, and where its corner is. */
export interface Placement {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** The whole picture, centred. */
export function fit(picture: Size, frame: Size): Placement {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  return settle({ scale, x: 0, y: 0 }, picture, frame);
}

/** Another scale, with the point of the picture at (x, y) of the frame staying there. */
export function zoomAt(at: Placement, scale: number, x: number, y: number): Placement {
  const factor = scale / at.scale;
  return { scale, x: x - (x - at.x) * factor, y: y - (y - at.y) * factor };
}

/** No gap beside a picture that is larger than the frame; one that is smaller is centred. */
export function settle(at: Placement, picture: Size, frame: Size): Placement {
  const along = (offset: number, room: number) =>
    room >= 0 ? room / 2 : Math.min(0, Math.max(room, offset));
  return {
    scale: at.scale,
    x: along(at.x, frame.width - picture.width * at.scale),
    y: along(at.y, frame.height - picture.height * at.scale),
  };
}
