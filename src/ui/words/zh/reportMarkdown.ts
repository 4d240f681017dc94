import type { Words } from '../type.ts';

export const markdown: Words['markdown'] = {
  title: (left, right) => `${left}与${right}`,
  about: ({ style, boldness, picture, photo, machine, date }) =>
    `《${style}》风格${boldness ? `，力度 ${boldness}` : ''}，${picture.width} × ${picture.height} 像素（照片为 ${photo.width} × ${photo.height}）。${machine.platform} 上的 ${machine.browser}，${machine.cores} 个逻辑处理器，${date}。`,
  likeness: (ssim, psnr, difference) =>
    `两幅画作之间：SSIM ${ssim}，PSNR ${psnr}，平均绝对差 ${difference}（满值 255）。`,
  decibels: (value) => `${value} dB`,
  infinite: '无穷大',
  emulated: '（模拟）',
  hint: (name, hint) => `${name}：${hint}`,
  layerHead: ['层', '卷积核', '权重，左', '右', '减少', '乘加运算，左', '右', '减少'],
  total: '合计',
  heldOut: (photos, size) =>
    `在 ${photos} 张未参与训练的 ${size} × ${size} 像素照片上的评分，由 VGG-19 和训练所用的蒸馏版 VGG-19 给出：与照片内容的距离加上与风格纹理的距离的六倍。越低越好。`,
  heldOutHead: ['风格', 'VGG-19，左', '右', '蒸馏版 VGG-19，左', '右'],
  heldOutMissing: (names) => `未参与训练的照片上的评分：${names.join('和')}未测量。`,
  leftOut: '此报告不含图片，也不含引擎和压缩阶梯的数据。每次运行和每一层的用时见 JSON 格式的报告。',
};
