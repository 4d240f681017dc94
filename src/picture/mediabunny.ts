/** The parts of mediabunny that are used, so that the rest of it is not downloaded. */
export {
  BlobSource,
  BufferTarget,
  CanvasSource,
  Conversion,
  Input,
  MATROSKA,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
  QUALITY_HIGH,
  VideoSampleSink,
  WEBM,
  WebMOutputFormat,
  getFirstEncodableVideoCodec,
} from 'mediabunny';
