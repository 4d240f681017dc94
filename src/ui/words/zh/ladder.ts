import type { Words } from '../type.ts';

const study = '本项目所依据的研究';

export const ladder: Words['ladder'] = {
  title: '压缩阶梯',
  about:
    '网络可以小到什么程度，仍然能作画？阶梯的每一级都是缩小原版网络的一种方法。每个网络都在这台设备上绘制您的照片。',
  open: '显示压缩阶梯',
  opening: '正在获取网络列表',
  paintAll: '用所有网络绘制',
  paint: (network) => `用${network}绘制`,
  cancelOf: (network) => `取消${network}`,
  cancelPainting: '取消绘制',
  measure: '测量所有网络',
  measureAgain: '重新测量所有网络',
  weightsOf: (count) => `${count} 个权重`,
  painted: (time, executor) => `${time}，使用 ${executor}`,
  notPainted: '尚未绘制',
  pictures: '每个网络绘制的您的照片',
  picturesAbout: (style) => `使用您选择的风格：${style}。已经画好的不会重画。`,

  plot: '大小与距离',
  plotAbout:
    '每个标记是一个网络：越靠左，网络越小；越靠下，画作越接近。虚线连接没有被更小的网络超过的那些网络。',
  across: '从左到右',
  up: '从上到下',
  axes: {
    weights: '权重数',
    bytes: '下载大小',
    multiplyAdds: '乘加运算',
    time: '本机用时',
  },
  distances: { structure: '与笔触的距离', content: '与照片的距离' },
  axisTitles: {
    weights: '权重数',
    bytes: '下载的字节数',
    multiplyAdds: '256 × 256 图片的乘加运算次数',
    time: '本机绘制一次的用时，中位数',
    structure: '与笔触的距离',
    content: '与照片的距离',
  },
  notTimed: '测量所有网络之后，这里会显示用时。',
  notJudged: (networks) => `没有标记的网络尚未在这些照片上评判：${networks}。`,
  noneJudged: '列表中的网络都尚未评判，因此没有图表。',
  publishedLane: '他人发表，未在此测量',
  described: (network, size, distance) => `${network}：${size}，${distance}`,
  judge: (photos) =>
    `距离由识别图片的网络 VGG-19 的前几层计算，使用 ${photos} 张训练中没有出现过的照片，取所有风格在柔和与大胆之间的平均值。这些网络的训练也用到了这几层，所以这些数字只用于比较网络。`,

  table: '压缩阶梯的表格',
  columns: {
    network: '网络',
    weights: '权重数',
    bytes: '下载大小',
    multiplyAdds: '乘加运算',
    multiplyAddsHint: '256 × 256 图片',
    time: '本机用时',
    timeHint: '中位数',
    content: '与照片的距离',
    structure: '与笔触的距离',
    distanceHint: '越低越接近',
  },
  takeAway: '保存模型',
  takeAwayOf: (model) => `${model}，格式为 TensorFlow.js、ONNX 和 TensorFlow Lite`,
  takingAway: '正在打包',
  takeAwayHint:
    '“保存模型”在这台设备上生成一个压缩包，含 TensorFlow.js、ONNX 和 TensorFlow Lite 三种格式的网络，以及模型卡和许可证。',
  readme: (model, names) =>
    `${model}，Brushlite 的风格迁移网络

${names.tfjs}：TensorFlow.js 图模型，加载方法为 ${names.load}
${names.onnx}：同一网络，用于 ONNX Runtime，精度为 float32
${names.tflite}：同一网络，用于 LiteRT，精度与权重相同；按 256 x 256 像素生成，
调整输入大小即可用于其他尺寸
${names.card}：训练方法与质量
${names.licence}：许可证

输入：${names.image}，RGB，取值 0 到 1，两边都是 4 的倍数且不小于 20；
${names.style}，每个风格行一个数，总和为 1。
行数见 ${names.card}；每种风格有哪些行，见 ${names.model} 中的 ${names.styles}。
输出：${names.output}，与输入一样大。
`,
  published: '他人发表，未在此测量',
  source: '来源',
  how: {
    original: '其他网络都由它而来。',
    compressed: '中间使用 1 × 1 卷积核，一半的通道读取周围的像素。',
    plain: '中间使用 1 × 1 卷积核，与研究相同：那里每个像素都看不到相邻的像素。',
    'low-rank': '中间的每个卷积核分成两个较小的。',
    pruned: '去掉了最不重要的通道。',
    shared: '中间只有一个残差块，使用五次。',
    compact: '每个卷积核只看一个通道，再由 1 × 1 卷积核混合各通道。',
    tiny: '与紧凑版相同，只有 8 到 32 个通道。',
  },
  packed: '同一网络，其大部分每字节存放两个权重。',
  networks: {
    'study-original': { name: '研究：原版', what: study },
    'study-compressed': { name: '研究：压缩版', what: study },
    public: { name: '公开的网络', what: 'Logan Engstrom 的作品，每种风格一个网络' },
    litnet: { name: 'LITNet', what: '其中最大的网络' },
    'litnet-separable': { name: 'LITNet 可分离', what: '使用深度可分离卷积' },
    'litnet-distilled': { name: 'LITNet 蒸馏', what: '四分之一的通道，经过蒸馏' },
    microast: { name: 'MicroAST', what: '根据一张图片绘制任意风格' },
    fritz: { name: 'fritz.ai', what: '经过剪枝，每个权重一个字节，只有一种风格' },
  },
};
