/** Names that are the same in Chinese: products, formats, units, and what is typed into an address. */
const NAMES = new Set(
  `Adam ai Apple AVIF BMP Brushlite CgBI Chrome dB distilled Edge Engstrom Esc executor Firefox float fritz GIF GPU HEIC https JPEG js JSON kB LITNet Lite LiteRT localhost Logan LS Markdown MB MicroAST MIT
  MOV MP ONNX PDF Photoshop PNG PSD PSNR RAW RGB Runtime Safari Shift SIMD SSIM SVG Tab TensorFlow TIFF VGG vgg wasm WebAssembly WebGL WebGPU WebM WebP`.split(
    /\s+/,
  ),
);

/** @returns the words of a Chinese text that are English and no names */
export function englishIn(text: string): string[] {
  return (text.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !NAMES.has(word));
}

/** Punctuation that Chinese writes otherwise. */
export const WESTERN_STOPS = /\p{Script=Han}\s*[,;:!?()]|\p{Script=Han}\.(\s|$)|\.\.\./u;
