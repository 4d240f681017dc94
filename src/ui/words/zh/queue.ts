import type { Words } from '../type.ts';

export const queue: Words['queue'] = {
  title: '队列',
  progress: (done, all, failed) => `已完成 ${done}/${all}${failed > 0 ? `，${failed} 张失败` : ''}`,
  left: (time) => `约剩余 ${time}`,
  givesWay: '先绘制当前打开的照片',
  pausing: '绘制完这张后暂停',
  paused: '已暂停',
  saving: '正在写入压缩包',

  paint: (count) => `绘制 ${count} 张照片`,
  pause: '暂停',
  goOn: '继续',
  cancel: '取消队列',
  downloadAll: '全部下载',
  earlier: (count) => `${count} 张待重画`,
  others: (count) => (count === 0 ? '所有照片均为当前设置' : `${count} 张照片使用其他设置`),
  applyToAll: '所有照片都用当前设置',
  retryAll: '重试失败的照片',
  addPhotos: '添加照片',
  addFolder: '添加文件夹',
  files: '加入队列的文件',
  folder: '加入队列的文件夹',
  clear: '全部移除',
  kept: '队列会保留在此浏览器中，直到您将其移除。',
  temporary:
    '另一个标签页已在保存队列，或浏览器无法读取已保存的内容。此队列只保留到您关闭本页为止。',

  waiting: '等待中',
  waitingFor: (style) => `等待重画为${style}`,
  now: (style) => (style ? `已画成${style}` : '已按之前的设置画成'),
  painting: '正在绘制',
  done: '已完成',
  failed: '失败',
  remove: (name) => `移除 ${name}`,
  retry: (name) => `重试 ${name}`,
};
