import type { Words } from '../type.ts';

const paintedPart = (share: number) => {
  if (share === 1) return '已绘制';
  return share === 0 ? '未绘制' : '部分绘制';
};

const by = ({ width, height }: { readonly width: number; readonly height: number }) =>
  `${width}\u00a0×\u00a0${height}`;

/** Rounded, since it is an estimate. */
const timeOf = (ms: number) =>
  ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} 秒` : `${Math.round(ms / 60_000)} 分钟`;

export const stylize: Words['stylize'] = {
  welcome: '把照片变成画作',
  example: {
    label: '画作示例',
    photo: '照片',
    painting: '《星月夜》风格',
  },
  finish: '润色',
  keepColours: '保留原色',
  undo: '撤销',
  redo: '重做',
  results: '最近的结果',
  resultWith: {
    boldness: (share: string) => `笔触力度 ${share}`,
    strength: (share: string) => `强度 ${share}`,
    colours: '保留原色',
    mask: '带蒙版',
  },
  mask: {
    title: '蒙版',
    hint: '只绘制一部分',
    tools: '蒙版工具',
    brush: '画笔',
    erase: '擦除',
    paint: '绘制',
    width: '粗细',
    softEdge: '柔和边缘',
    invert: '反转',
    clear: '清除',
    done: '完成',
    help: '方向键在格子间移动。空格键或回车键切换格子是否绘制。Esc 键结束。',
    cell: (row, column, share) => `第 ${row} 行，第 ${column} 列，${paintedPart(share)}`,
  },
  crop: {
    open: '裁剪与旋转',
    tools: '裁剪工具',
    edges: { left: '左边', right: '右边', top: '上边', bottom: '下边' },
    turnLeft: '向左旋转',
    turnRight: '向右旋转',
    mirror: '镜像',
    whole: '整张照片',
    cancel: '取消',
    done: '完成',
    help: '方向键移动一条边。Tab 键切换到下一条边。Esc 键保持照片原样。',
  },
  anotherPhoto: '换一张照片',
  beforeAndAfter: '前后对比',
  painted: (photo) => `${photo}，已绘制`,
  download: '下载',
  saving: {
    format: '格式',
    formats: { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' },
    size: (size, about) => (about ? `约 ${size}` : size),
    more: '保存与分享',
    quality: '质量',
    copy: '复制图片',
    copied: '已复制',
    share: '分享',
    shared: '已分享',
    beforeAndAfter: '保存前后对比图',
    saved: '已保存',
    style: '保存风格',
    styleNote: 'JSON 文件',
    copyLink: '复制链接',
    linkNote: '仅含设置',
    working: '正在准备…',
  },
  sizes: {
    brush: '笔触大小',
    brushEnds: ['细腻', '粗犷'],
    output: '输出尺寸',
    asPhoto: (size) => (size ? `与照片相同，${by(size)}` : '与照片相同'),
    twice: (size) => (size ? `照片的两倍，${by(size)}` : '照片的两倍'),
    sideNames: { fourK: '4K', twoK: '2K', screen: '屏幕' },
    side: (side, name) => (name ? `${name}，${side} 像素` : `${side} 像素`),
    custom: '自定义…',
    customSide: '长边像素数',
    noNumber: (least, most) => `请输入 ${least} 到 ${most} 之间的像素数。`,
    clamped: (least, most, taken) => `可用范围为 ${least} 到 ${most} 像素，现采用 ${taken}。`,
  },
  refining: {
    soFar: (width, of) => `目前宽 ${width} 像素，目标 ${of} 像素`,
    enlarging: '正在放大…',
    strokes: '细部笔触',
    painting: (share, msLeft) => `细部笔触 ${share}，还需 ${timeOf(msLeft)}`,
    stop: '停止',
    refine: (ms) => `添加更细的笔触（约 ${timeOf(ms)}）`,
  },
  paintedIn: (time) => <span key="zh">绘制用时 {time}</span>,
  took: (time, network) => `${network ?? ''}模型用时 ${time}`,
  pixels: (width, height) => `${width}\u00a0×\u00a0${height}\u00a0像素`,
  seen: (width, height) => `模型看到的画面为 ${by({ width, height })}\u00a0像素`,
  emulated: '（由处理器模拟的 GPU）',
  notPainted: '尚未绘制',
  notPaintedAs: (style) => `尚未绘制成“${style}”风格`,
  notPaintedWithBrush: '尚未按此笔触大小绘制',
  notPaintedWithThese: '尚未按当前设置绘制',
};
