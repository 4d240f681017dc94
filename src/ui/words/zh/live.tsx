import { fileName } from '../fileName.ts';
import type { Words } from '../type.ts';

export const live: Words['live'] = {
  title: '实时',
  start: {
    title: '把镜头里的世界变成画作',
    waiting: '正在等待摄像头…',
    camera: '启动摄像头',
    cameraHint: '浏览器会先征求您的同意',
    film: '打开视频文件',
    resume: '继续播放视频',
    filmHint: '拖到这里，或选择文件：MP4、WebM 或 MOV',
    filmHintTouch: 'MP4、WebM 或 MOV',
    note: (
      <span key="zh">
        每一帧都在此设备上绘制，不会上传。只有您录制的内容和绘制好的视频文件会保存在此浏览器中，直到您将其移除，或在下载后关闭此页面。绘制后的视频比原视频更容易闪烁，如果您觉得不适，请开启
        <strong>稳定画面</strong>。
      </span>
    ),
  },
  stopped: '已停止',
  loading: (network) => `正在加载${network}模型…`,

  paintedFilm: (name) => `${name}，已绘制`,
  paintedCamera: '摄像头画面，已绘制',
  views: { painting: '画作', split: '分屏' },
  beside: '与原始模型并排',
  divider: (left, right) => `${left}与${right}`,
  cameraPart: '摄像头',
  filmPart: '视频',

  source: '来源',
  camera: '摄像头',
  cameraFacing: (name, facing) => `${name}（${facing === 'front' ? '前置' : '后置'}）`,
  cameraNumber: (number) => `摄像头 ${number}`,
  mirror: '镜像',
  speed: '速度',
  sizeHint: '边长越小，绘制越快，笔触也越粗。其他页面的笔触大小在此不适用。',
  aimAt: '目标帧率',
  framesASecond: (rate) => `每秒 ${rate} 帧`,
  look: '效果',
  steady: '稳定画面',
  steadyHint: '静止的部分保持不变，以减少闪烁。',

  stop: '停止',
  snapshot: '拍照',
  switchCamera: '切换摄像头',
  record: '录制',
  stopRecording: '停止录制',
  takesWhatIsSeen: '拍照和录像会包含您看到的全部三个部分。',
  saving: '正在保存…',
  downloadRecording: (length, size) => `下载录像，${length}，${size}`,
  downloadRecordingAgain: (length, size) => `再次下载，${length}，${size}`,
  downloadedHint:
    '请确认下载的文件均已保存成功：此浏览器只会将其保留到您关闭或重新加载此页面为止。',
  recordingsAndFilms: '录像和绘制的视频',
  removeRecording: '移除此录像',
  removeFilm: '移除此视频',
  downloadFilm: (name, length, size) => `下载视频“${fileName(name)}”，${length}，${size}`,
  downloadFilmAgain: (name, length, size) => `再次下载视频“${fileName(name)}”，${length}，${size}`,

  play: '播放',
  pause: '暂停',
  soundOn: '打开声音',
  soundOff: '静音',
  position: '播放位置',
  positionOf: (position, duration) => `${position}，共 ${duration}`,
  paintWholeFilm: '绘制整个视频',
  filmSize: '视频成品尺寸',
  filmBecomes: {
    looking: '正在查看视频…',
    file: (format) => `完整视频的 ${format} 文件`,
    unplayable: (format) => `完整视频的 ${format} 文件，声音原样保留，但此浏览器无法播放`,
    lost: (format) => `完整视频的 ${format} 文件，不含声音，因为此浏览器无法读取其音轨`,
  },
  paintsTheFile: (network) => `文件将由${network}模型绘制。`,
  filmIsReady: '视频已绘制完成，可以下载。',
  paintingFilmAs: (style) => `正在将视频绘制为${style}`,
  goesOn: '您可以使用其他页面，绘制会继续进行。',
  timeLeft: (time) => `大约还需 ${time}。`,

  measured: '实测数据',
  figures: {
    rate: '每秒帧数',
    painting: '单帧绘制用时',
    behindFilm: '比视频滞后',
    behindCamera: '比摄像头滞后',
    dropped: '跳过的帧',
    pixels: '像素',
  },
  pace: {
    fixed: (size) => `最长边固定为 ${size} 像素。`,
    fixedAbove: (size, painted) => `最长边固定为 ${size} 像素，但画面最多只有 ${painted} 像素。`,
    measuring: (rate) => `正在寻找能保持每秒 ${rate} 帧的最大尺寸…`,
    recording: '录像期间尺寸保持不变。',
    fixedBelow: (size, width, height) =>
      `最长边固定为 ${size} 像素。模型要求每边不少于 20 像素，因此以 ${width} × ${height} 绘制。`,
    slowed: (before, now) => `此设备此前可保持 ${before} 像素，现在变慢了，可能是发热所致。${now}`,
    slow: (size, shown, rate) =>
      `此设备在 ${size} 像素下每秒绘制 ${shown} 帧，达不到 ${rate} 帧。“自动”不会选用更小的尺寸。`,
    faster: (network) => `改用最快的模型：${network}`,
    smaller: (size) => `改用 ${size} 像素绘制`,
    source: (arriving, rate) => `画面来源每秒只提供 ${arriving} 帧，少于目标的 ${rate} 帧。`,
    largest: (size, rate) => `${size} 像素：再大已无必要，并能保持每秒 ${rate} 帧。`,
    holds: (size, rate, larger, takes, leaves) =>
      `${size} 像素可保持每秒 ${rate} 帧；${larger} 像素时每帧约需 ${takes}，而每秒 ${rate} 帧只留给每帧 ${leaves}。`,
  },
};
