/** The packages that are built into the page, and their licences. A test compares this with what is installed. */
export const LICENCES: Readonly<Record<string, string>> = {
  react: 'MIT',
  'react-dom': 'MIT',
  zustand: 'MIT',
  valibot: 'MIT',
  'client-zip': 'MIT',
  'libheif-js': 'LGPL-3.0',
  '@noble/hashes': 'MIT',
  'lucide-react': 'ISC',
  mediabunny: 'MPL-2.0',
  '@tensorflow/tfjs-core': 'Apache-2.0',
  '@tensorflow/tfjs-backend-wasm': 'Apache-2.0',
  '@tensorflow/tfjs-backend-webgl': 'Apache-2.0',
  '@tensorflow/tfjs-backend-webgpu': 'Apache-2.0',
};
