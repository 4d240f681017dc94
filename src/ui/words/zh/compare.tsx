import type { Words } from '../type.ts';

export const compare: Words['compare'] = {
  title: '一张照片，两个模型',
  about: '两个模型都在此设备上绘制您的照片。看看较小的模型损失了什么，又节省了什么。',
  settings: '两侧的设置',
  apart: '两侧使用不同的力度和笔触',
  lookOf: (side) => `${side}的绘制方式`,
  photo: '照片',

  sides: { left: '左侧', right: '右侧' },
  networkOf: (side) => `${side}模型`,
  runsOn: (side) => `${side}运行于`,
  automatic: '自动',
  automaticIs: (executor) => `自动：${executor}`,
  emulated: '由处理器模拟',
  automaticSide: '自动',
  boldnessOf: (share) => `力度 ${share}`,
  swap: '交换两侧',
  copyLeft: '将左侧复制到右侧',
  copyRight: '将右侧复制到左侧',
  both: (left, right) => `${left}与${right}`,

  views: {
    split: '滑动对比',
    'side-by-side': '并排',
    difference: '差异',
    models: '所有模型',
  },
  divider: (left, right) => `分隔线左侧为${left}，右侧为${right}`,
  notPainted: '未绘制',
  notPaintedWithThese: '未按当前设置绘制',

  map: {
    label: (left, right) => `${left}与${right}的差异热力图`,
    same: '两幅画是同一张图片，每个像素都相同。',
    later: '两侧都绘制完成后会显示热力图。',
    equal: '相同',
    apart: (end) => `相差 ${end} 级以上（共 255 级）`,
  },

  zoomTouch: '双指张合可缩放图片，拖动可移动，连按两次可近看。',
  zoomHelp: (
    <span key="zh">
      点按图片后，滚动可缩放，拖动可移动，双击可近看。按键：<kbd>+</kbd> <kbd>−</kbd> 缩放，
      <kbd>0</kbd> 显示整张图片，<kbd>Shift</kbd> 加方向键移动。
    </span>
  ),

  models: {
    region: '所有模型',
    run: '运行所有模型',
    note: (reference) =>
      `每个模型都绘制一次这张图片。SSIM（结构相似性，1 表示相同）和 PSNR（峰值信噪比，越高越相似）以 ${reference} 为基准。`,
    picture: '图片',
    columns: {
      model: '模型',
      download: '下载大小',
      weights: '权重数',
      time: '单次用时',
      ssim: 'SSIM',
      psnr: 'PSNR',
    },
    paintedOn: (executor) => `使用 ${executor}`,
    decibels: (value) => `${value} dB`,
    equal: '相同',
  },

  headline: {
    download: '下载大小',
    weights: '权重数',
    multiplyAdds: '乘加运算',
    medianTime: '用时，中位数',
    time: '用时',
    likeness: '相似度',
    ssim: 'SSIM',
    likenessHint: '结构相似性；1 表示完全相同',
    unknown: '尚不可知',
    unmeasured: '尚未测量',
    change: (left, right) => `${left} → ${right}`,
    about: '大致',
    singleRuns: (left, right) => `${left}和 ${right}，各运行一次`,
  },

  figure: '指标',
  rightAgainstLeft: '右侧相对左侧',

  measuring: {
    both: '测量两侧',
    again: '重新测量',
    runs: (done) => `已完成 ${done} 次`,
    done: '测量完成，数据已显示。',
    label: '测量进度',
    cancel: '取消测量',
    outdated: '图片或设置已更改，还没有对应的数据。',
    phases: {
      waiting: '正在排队',
      measuring: '正在测量',
      paused: '标签页隐藏时暂停',
    },
  },

  latency: {
    title: '延迟',
    about:
      '两个模型轮流绘制这张图片数次，因此设备繁忙或发热时，对两者的影响相同。每次计时从照片像素开始，到画作显示在画布上为止。',
    unmeasured: '尚未测量。图片上方的时间只是单次运行的结果。',
    preparing: '正在准备：下载、编译，并运行一次（不计入结果）。',
    waiting: '当前任务完成后开始。',
    notReported: '此报告中没有测量。',
    runs: (count) => `各 ${count} 次`,
    median: '中位数',
    medianHint: '一半的运行更快',
    p95: '第 95 百分位数',
    p95Hint: '每二十次中有一次更慢',
    slowest: '最慢的一次',
    framesASecond: '每秒帧数',
    partsCaption: '计时的各个部分，中位数',
    parts: {
      upload: { title: '上传', hint: '将像素送入计算设备' },
      inference: { title: '推理', hint: '神经网络本身' },
      readback: { title: '读回', hint: '将像素取回页面' },
      draw: { title: '显示', hint: '将像素画到画布上' },
    },
    where: (left, right) =>
      `网络本身在左侧占一次运行的 ${left}，在右侧占 ${right}；其余时间用于传输和绘制像素。`,
    sharedLayers: (name, share) =>
      `在${name}中，网络用时的 ${share} 花在两者相同的层上，只有其余部分能更快。`,
    beforeCaption: '首次运行之前',
    download: '下载',
    downloadHint: '只需一次，之后会保留',
    fromCache: (time) => `${time}，来自缓存`,
    warmUp: '预热',
    warmUpHint: '载入权重、编译程序，并绘制一张小图',
    ranOn: (name, executor, device) => `${name}运行于 ${executor}，${device}`,
    plot: (sides) => `每次运行的用时。${sides.join('。')}。`,
    plotOf: (name, times) => `${name}：${times.join('、')}`,
  },

  executors: {
    title: '引擎',
    about:
      '在此浏览器能用的所有引擎上依次运行同样的模型：有图形处理器时使用 WebGPU 和 WebGL，还有我们自己的 WebAssembly 内核，以及作为基准的 TensorFlow.js（WebAssembly）。',
    measure: '测量所有引擎',
    measureAgain: '全部重新测量',
    region: '所有引擎',
    columns: {
      executor: '引擎',
      median: '中位数',
      reference: 'TensorFlow.js（WebAssembly）用时为其',
      range: '最快到最慢',
      warmUp: '预热',
      memory: '内存峰值',
      memoryHint: '所有模型合计',
    },
    leftOut: (executor, reason) => `已跳过 ${executor}：${reason}`,
    emulated: '其 GPU 由处理器模拟，测量需要几分钟。',
    range: (from, to) => `${from}至 ${to}`,
  },

  quality: {
    title: '质量',
    about:
      '一张照片没有唯一正确的画法。前三项指标说明两个结果有多相似，表格说明每个模型在从未见过的照片上画得怎么样。',
    thisPicture: '在这张图片上',
    later: '两侧都绘制完成后可知。',
    heldOut: '在未参与训练的照片上，由 VGG-19 评分',
    meaning:
      '评分是画作与照片内容的距离，加上与风格纹理的距离的六倍，由图像识别网络 VGG-19 衡量。越低越好。',
    unmeasured: (name) => `${name}没有评分：未在这些照片上测量。`,
    ssim: '结构相似性',
    ssimHint: 'SSIM。1 表示相同，0 表示毫无共同之处。',
    psnr: '峰值信噪比',
    psnrHint: 'PSNR。越高越相似。',
    decibels: 'dB',
    difference: '平均差异',
    differenceHint: '每个颜色通道平均相差的级数。',
    of255: '/ 255',
    caption: 'VGG-19 对未参与训练的照片的评分，越低越好',
    style: '风格',
    best: '0，最佳',
    mean: '所有风格的平均值',
    better: '更好',
    worse: '更差',
    ofMix: '评分针对单一风格。混合中的风格已标出。',
    how: '测量方法',
    howText: (photos, size, left, right) =>
      `每个模型以每种风格、适中力度绘制 ${photos} 张 ${size} × ${size} 像素、未参与训练的照片。第二个评判网络是蒸馏版 VGG-19，即训练时所用的小型副本：按同样的公式，平均值分别为 ${left} 和 ${right}。训练也使用了 VGG-19 的前几层，因此两个评判网络可以比较模型，但并不独立。所有数据见各模型的说明卡。`,
  },

  structure: {
    title: (style) => `照片还是画作：《${style}》`,
    about: (photos) =>
      `每条线从轻柔的画法到奔放的画法。越靠下，越接近该风格的笔触；越靠左，保留的照片内容越多。更靠左下的线更好。两种距离都由 VGG-19 的前几层衡量，使用 ${photos} 张未参与训练的照片和 float32 模型；较小的文件由这些模型转换而来。`,
    unmeasured: (name) => `${name}没有曲线：其网络未经测量。`,
    fromPhoto: '与照片的距离',
    fromStrokes: '与笔触的距离',
    soft: '轻柔',
    bold: '奔放',
    publicNetwork: '公开模型',
    aboutPublic:
      '十字标记是他人训练的公开模型。它与我们的原版模型一样大，但只会这一种风格，也不能调整笔触力度。我们的线位于十字左下方之处，画作更接近笔触，也保留了更多照片内容。',
    describedPublic: ({ content, structure }) =>
      `公开模型：与照片的距离 ${content.toFixed(2)}；与笔触的距离 ${structure.toFixed(3)}。`,
    described: (name, points) =>
      `${name}，从轻柔到奔放：与照片的距离 ${points.map(({ content }) => content.toFixed(2)).join('、')}；与笔触的距离 ${points.map(({ structure }) => structure.toFixed(3)).join('、')}。`,
  },

  size: {
    title: '体积与内存',
    about: '下载并保留的是权重。激活值是各层之间的图像。',
    sameActivations: '激活值在两个模型中一样大，因此权重更少并不会让运行时的内存小很多。',
    padded: (width, height, of) =>
      `这么小的图片会在边缘扩展：${of}看到的是 ${width} × ${height} 像素。`,
    caption: '存储与计算',
    download: '下载大小',
    downloadHint: '模型的所有文件',
    weights: '权重数',
    weightsHint: '所有卷积的权重',
    inMemory: '内存中的权重',
    inMemoryHint: '均为 float32，含所有风格的数值',
    checkpoint: '训练检查点',
    checkpointHint: '卷积权重和 Adam 的两个矩',
    multiplyAdds: '乘加运算',
    multiplyAddsHint: (sizes) => `${sizes} 像素`,
    activations: '激活值',
    activationsHint: '峰值，按 float32 估算：每层的输入（需放大时按放大后计算）加上输出',
    peak: '内存峰值',
    peakHint:
      '实测值，包含权重。可能小于激活值的估算：我们的引擎不存储放大后的输入，在部分 GPU 上还使用 float16 计算。WebAssembly 的堆由两者共用，且不会缩小。',
    ofGpu: (bytes) => `${bytes}（GPU）`,
    ofHeap: (bytes) => `${bytes}（堆）`,
  },

  layers: {
    title: '逐层对比',
    about:
      '神经网络由许多层组成，大部分权重在中间的残差块里。1×1 卷积核的权重只有 3×3 的九分之一，但只能混合同一像素的通道。因此压缩版会平移一半的通道：从周围像素读取数据，而这不需要任何权重。微型版使用可分离卷积核，由两部分组成：一个只看单个通道，另一个 1×1 卷积核混合各通道。',
    timed: '网络的用时是上面的中位数。各层所占的比例另行测量，运行次数相同，每一层单独计时。',
    notTimed: '测量两侧后，这里也会显示每层的用时。',
    weights: '权重数',
    multiplyAdds: '乘加运算',
    multiplyAddsMillions: '乘加运算（百万）',
    time: '用时',
    unknown: '未知',
    differs: (layers) => `卷积核不同的层：${layers}`,
    same: '两者相同的层',
    region: '各层的表格',
    caption: '各层的卷积核、权重数和乘加运算',
    layer: '层',
    kernel: '卷积核',
    reduction: '减少',
    total: '合计',
    becomes: '变为',
  },

  reports: {
    title: '两份报告',
    about: '两份报告中的相同模型：在另一台设备、另一个浏览器或另一个版本上。',
    otherPicture: '两张图片尺寸不同，因此只列出用时，不作比较。',
    invite: '再打开一份报告即可并排查看。',
    open: '打开第二份报告',
    closeSecond: '关闭第二份报告',
    first: '第一份',
    second: '第二份',
    against: '第二份相对第一份',
    conditions: '测量内容与设备',
    machine: '设备',
    machineOf: (browser, platform, cores) => `${platform} 上的 ${browser}，${cores} 个逻辑处理器`,
    date: '日期',
    picture: '图片',
    network: '模型',
    ranOn: '运行于',
    median: '用时，中位数',
    warmUp: '预热',
    download: '下载大小',
    score: 'VGG-19 评分，平均',
  },

  report: {
    title: '报告',
    about:
      '两个模型和所有已运行模型的数据，以及测量所用的设备。报告中不含图片，也不含引擎和压缩阶梯的数据。把任何来源的报告拖到此页面，即可在这里查看。',
    without: '有人发来了对比报告？',
    copy: '复制为 Markdown',
    copied: '已复制',
    notCopied: '浏览器不允许页面复制。请改为下载。',
    download: '下载为 JSON',
    open: '打开报告',
    file: '报告',
    close: '关闭报告',
    fromHere: '这些数据来自此设备或同类设备的报告。',
    fromElsewhere: '这些数据来自其他浏览器或设备的报告。',
    machine: (browser, platform, cores, date) =>
      `${platform} 上的 ${browser}，${cores} 个逻辑处理器，${date}。`,
    picture: (style, boldness, width, height) =>
      `《${style}》风格${boldness ? `，力度 ${boldness}` : ''}，${width} × ${height} 像素`,
  },
};
