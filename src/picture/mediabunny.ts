/** The parts of mediabunny that are used, so that the rest of it is not downloaded. */
export {
  BlobSource,
  BufferTarget,
  Conversion,
  Input,
  MATROSKA,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
  QUALITY_HIGH,
  WEBM,
  WebMOutputFormat,
  getFirstEncodableVideoCodec,
} from 'mediabunny';
