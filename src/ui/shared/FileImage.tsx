import { useEffect, useRef } from 'react';

/** Shows a picture file that is in memory. The text beside it says what it is. */
export function FileImage({ file }: { readonly file: Blob }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(file);
    if (image.current) image.current.src = url;
    return () => URL.revokeObjectURL(url); // otherwise the file stays in memory as long as the page
  }, [file]);
  return <img ref={image} alt="" draggable={false} />;
}
