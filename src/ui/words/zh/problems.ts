import type { EngineFault } from '../../../engine/index.ts';
import type { OtherKind, Variant } from '../../../picture/index.ts';
import { fileName } from '../fileName.ts';
import { sentenceIn, type Sentences } from '../sentence.ts';
import { megabytes, typeName } from '../values.ts';
import { shared } from './shared.ts';

const { executors } = shared;

const CODE_NOT_STARTED = '此浏览器无法运行页面的一部分。请更新浏览器，或使用其他浏览器。';
const NOTHING_ARRIVED = '没有收到画作。请重试。';
const OR_FILM = '您也可以打开视频文件。';

/** A fault of a device as a part of a sentence. */
function inBrackets(fault: EngineFault): string {
  switch (fault.code) {
    case 'engine/internal':
      return fault.text;
    case 'engine/memory':
      return '内存不足';
    case 'engine/broken-painting':
      return '没有画出图片';
    case 'engine/model-unsupported':
      return fault.what;
    default:
      return fault.code;
  }
}

const listOf = (names: readonly string[]): string => {
  const shown = names
    .slice(0, 3)
    .map((name) => `“${fileName(name)}”`)
    .join('、');
  return names.length > 3 ? `${shown}等 ${names.length} 个文件` : shown;
};

/** What files are that are no photos, and what to do with them. */
const otherKinds: Readonly<Record<OtherKind, string>> = {
  film: `是视频。请在“${shared.pages.live}”页面打开；此页面用于照片。`,
  svg: '是矢量图（SVG），不是照片。请导出为 PNG 或 JPEG，然后重试。',
  pdf: '是文档（PDF），不是照片。请将其中的图片另存为 PNG 或 JPEG，然后重试。',
  photoshop: '是 Photoshop 文件（PSD）。请导出为 JPEG 或 PNG，然后重试。',
  raw: '是相机 RAW 文件，浏览器无法打开。请用照片软件导出为 JPEG，然后重试。',
  'jpeg-2000': '是 JPEG 2000 文件，浏览器无法打开。请另存为 JPEG 或 PNG，然后重试。',
};

/** Kinds of pictures that only special programs open. */
const variants: Readonly<Record<Variant, string>> = {
  'jpeg-deep': '每种颜色超过 8 位的 JPEG',
  'jpeg-lossless': '无损 JPEG',
  'jpeg-hierarchical': '分层 JPEG',
  'jpeg-arithmetic': '使用算术编码的 JPEG',
  'tiff-unusual': '使用罕见压缩方式或色彩的 TIFF 图片',
  'jpeg-ls': ' JPEG-LS 图片',
  'png-apple': '供 Apple 应用使用的 PNG（CgBI）',
};

/** What can go wrong, by code. A network is called a model here: the word is also that of a connection. */
export const problems: Sentences = {
  'browser/lacks': ({ features }) =>
    `此浏览器缺少 Brushlite 必需的功能（${features.join('、')}）。请更新浏览器，或使用新版 Chrome、Edge、Firefox 或 Safari。`,
  'browser/canvas-scrambled': () =>
    '为防止您被识别，此浏览器向页面隐藏了图片的像素，画出来的只会是杂点。请通过地址栏中的图标允许此页面使用画布数据，然后重试。',

  'loading/stalled': ({ seconds }) =>
    `已有 ${seconds} 秒未从服务器收到数据，下载已停止。请检查网络连接，然后重试。`,
  'loading/code-not-downloaded': () => '页面的一部分未能下载。请检查网络连接，然后重试。',
  'loading/workers-forbidden': () =>
    '本站的安全规则或浏览器的某个扩展不允许页面启动它的一个部分。请告知网站管理员，或停用扩展后再试。',
  'loading/new-version': () => '有新版本可用。请重新加载页面以继续：照片和设置会保留。',

  'engine/manifest-not-downloaded': () => '模型列表未能下载。请检查网络连接，然后重试。',
  'engine/manifest-unreadable': () => '此页面无法读取服务器上的模型列表。请重新加载页面。',
  'engine/model-not-downloaded': ({ status }) =>
    `模型未能下载（${status ? `服务器返回 ${status}` : '服务器没有响应'}）。请检查网络连接，然后重试。`,
  'engine/model-damaged': () => '模型两次下载都已损坏，因此没有使用。请稍后重试，或重新加载页面。',
  'engine/model-unreadable': () => '此页面无法读取服务器上的模型。请重新加载页面。',
  'engine/model-incomplete': ({ weight }) => `服务器上的模型不完整（${weight}）。请重新加载页面。`,
  'engine/model-mismatched': () => '服务器上的模型与其描述不符。请重新加载页面。',
  'engine/model-unsupported': ({ what }) => `我们自己的内核不支持此模型（${what}）。`,
  'engine/unknown-model': ({ model }) => `此服务器上没有名为“${model}”的模型。`,
  'engine/code-not-started': () => CODE_NOT_STARTED,
  'engine/memory': () => '内存不足，无法处理这么大的图片。请选择较小的尺寸，然后重试。',
  'engine/gpu-lost': () => '图形处理器已重置。请重试。',
  'engine/worker-stopped': () => '负责绘制的部分已停止工作。请重试，或选择较小的尺寸。',
  'engine/disposed': () => '绘制已停止。请重新加载页面。',
  'engine/no-executor': () =>
    '此浏览器不支持 WebGPU、WebGL 2 和 WebAssembly SIMD，无法运行模型。请使用新版 Chrome、Edge、Firefox 或 Safari。',
  'engine/executor-missing': ({ executor }) => `此浏览器不支持 ${executors[executor]}。`,
  'engine/gpu-hidden': ({ executor }) =>
    `此浏览器向页面隐藏了图形处理器，因此不使用 ${executors[executor]}。`,
  'engine/executor-not-started': ({ executor, reason }) =>
    `无法使用 ${executors[executor]} 绘制${reason === undefined ? '' : `（${reason}）`}。`,
  'engine/none-started': ({ faults }) => faults.map(sentence).join(''),
  'engine/executor-failed': ({ executor, fault }) =>
    `${executors[executor]} 无法在此设备上绘制（${inBrackets(fault)}），因此改用其他方式。`,
  'engine/executor-replaced': ({ executor }) =>
    `${executors[executor]} 已停止工作。请选择其他绘制方式，或重试。`,
  'engine/broken-painting': ({ executor }) =>
    `${executors[executor]} 画出的图片有缺损。在网址后添加“?executor=wasm”可换用其他方式。`,
  'engine/float16-differs': ({ executor }) =>
    `${executors[executor]} 在此图形处理器上的半精度计算不够准确，因此改用全精度。`,
  'engine/wrong-size': ({ width, height }) =>
    `模型不支持 ${width} × ${height} 像素的图片。请选择其他尺寸。`,
  'engine/wrong-style-count': ({ expected, given }) =>
    `此模型有 ${expected} 种风格，而不是 ${given} 种。请重新加载页面。`,
  'engine/wrong-row': ({ expected, given }) =>
    `此风格有 ${given} 个数值，而模型需要 ${expected} 个。请选择其他风格。`,
  'engine/rows-file-unknown': () => '该文件不是在此保存的风格。请选择用“保存风格”写出的文件。',
  'engine/rows-file-newer': () => '该风格由此页面的更新版本保存。请重新加载页面，然后重试。',
  'engine/rows-file-damaged': () =>
    '该风格文件已损坏：有一部分缺失或被更改。请重新获取一份，然后重试。',
  'engine/no-photos': () => '没有可用于学习的照片。请打开一张照片，然后重试。',
  'engine/learning-diverged': () => '学习偏离了方向，已经停止。此前学到的内容会保留。',
  'engine/internal': () => '绘制失败。请重试，或重新加载页面。',

  'picture/unreadable': () => '无法读取：它可能是文件夹，或已被移走。请重新选择照片。',
  'picture/crashed': () => '图片处理失败。请重试，或换一张较小的图片。',
  'picture/code-not-started': () => CODE_NOT_STARTED,
  'picture/no-canvas': () => '浏览器内存不足，无法创建画布。请关闭一些标签页，然后重试。',
  'picture/large-gone': () => '大图已不在内存中。更改任意一项设置，即可重新生成。',
  'picture/empty': ({ name }) => `“${fileName(name)}”是空文件（0 字节）。请选择其他照片。`,
  'picture/too-many-bytes': ({ name, bytes, limit }) =>
    `“${fileName(name)}”大小为 ${megabytes(bytes)}，超过了 ${megabytes(limit)} 的上限。请另存为较小的文件，然后重试。`,
  'picture/too-many-pixels': ({ name, width, height, limit }) =>
    `“${fileName(name)}”有 ${width} × ${height} 像素，超过了 ${limit / 1e4} 万像素的上限。请缩小后重试。`,
  'picture/not-a-picture': ({ name }) =>
    `Brushlite 无法识别“${fileName(name)}”。请选择 ${shared.pictureFormats} 图片。`,
  'picture/unsupported': ({ name, type }) =>
    `此浏览器无法打开 ${type.toUpperCase()} 文件，例如“${fileName(name)}”。请另存为 JPEG 或 PNG，然后重试。`,
  'picture/unsupported-variant': ({ name, variant }) =>
    `“${fileName(name)}”是${variants[variant]}，此浏览器不支持这种图片。请另存为普通的 JPEG 或 PNG，然后重试。`,
  'picture/other-kind': ({ name, kind }) => `“${fileName(name)}”${otherKinds[kind]}`,
  'picture/damaged': ({ name }) =>
    `“${fileName(name)}”已损坏或不完整。请重新获取该文件，然后重试。`,
  'picture/film-undecodable': ({ name }) => unplayable(name),
  'picture/film-unencodable': () =>
    '此浏览器无法写入视频文件。请使用新版 Chrome、Edge、Firefox 或 Safari。',
  'picture/not-written': () =>
    '此浏览器无法写入图片文件。请使用新版 Chrome、Edge、Firefox 或 Safari。',
  'picture/type-not-written': ({ type }) =>
    `此浏览器无法写入 ${typeName(type)} 文件。请选择其他格式。`,
  'picture/too-long-for-type': ({ type, limit, width, height }) =>
    `图片为 ${width} × ${height} 像素，而 ${typeName(type)} 文件每边最多 ${limit} 像素。请选择 PNG，或较小的尺寸。`,
  'picture/different-sizes': ({ a, b }) =>
    `两张图片的尺寸不同（${a.width} × ${a.height} 和 ${b.width} × ${b.height} 像素），无法比较。请以相同尺寸绘制。`,

  'photo/none': () => '其中没有图片文件。请先保存图片，再拖入文件。',
  'photo/not-handed-over': () => '未能从另一个应用收到文件。请重新分享或打开，或将文件拖到此处。',
  'photo/many': ({ count }) =>
    `共有 ${count} 个文件，而此页面一次只能打开一张照片。请只拖入一张，或在“照片”页面拖入全部照片。`,
  'queue/left-out': ({ others, tooMany, limit }) =>
    [
      others > 0 && `有 ${others} 个文件不是图片，已略过。`,
      tooMany &&
        `队列最多容纳 ${limit} 张照片，因此只取了前面的。请先绘制并移除这些照片，再添加其余的。`,
    ]
      .filter(Boolean)
      .join(''),
  'queue/ended': ({ painted, failed }) =>
    [
      painted > 0 ? `队列已绘制完成：${painted} 张照片。` : '队列中的照片均未能绘制。',
      painted > 0 && failed > 0 ? `另有 ${failed} 张未能绘制。` : '',
      `请到“${shared.pages.stylize}”页面查看。`,
    ].join(''),
  'queue/file-changed': ({ name }) =>
    `“${fileName(name)}”在加入队列后被更改、移动或删除。请在此移除它，然后重新添加。`,
  'queue/not-kept': ({ names }) =>
    `此浏览器没有足够的空间为下次访问保存${listOf(names)}。在关闭页面之前，它们仍在队列中。`,
  'queue/zip-not-written': ({ full }) =>
    full
      ? '空间不足，无法写入压缩包。请腾出空间或选择其他位置，然后重新下载。'
      : '压缩包未能写入。请选择其他位置，然后重新下载。',
  'photo/sample-not-downloaded': () => '示例图片未能下载。请检查网络连接，然后重试。',
  'paint/other-executor': ({ chosen, reason }) =>
    [reason && sentence(reason), `已改用 ${executors[chosen]} 绘制。`].filter(Boolean).join(''),
  'link/boldness-clamped': ({ given }) =>
    `链接要求的笔触力度为 ${given}，而范围是 0 到 1，已使用最接近的值。`,
  'link/strength-clamped': ({ given }) =>
    `链接要求的强度为 ${given}，而范围是 0 到 1，已使用最接近的值。`,
  'link/style-gone': ({ style, othersStay }) =>
    othersStay
      ? `链接混合了风格“${style}”，但这里已没有它。混合时已略去它。`
      : `链接指定了风格“${style}”，但这里已没有它。将沿用您原来的风格。`,
  'link/network-gone': ({ network }) =>
    `链接指定了模型“${network}”，但这里已没有它。将沿用您原来的模型。`,
  'link/several': ({ faults }) => faults.map(sentence).join(''),
  'link/without-own-style': () => '链接不包含您的自定义风格。要分享它，请将风格保存为文件。',
  'own/other-network': ({ style, network, title }) =>
    `“${fileName(style)}”尚未针对${shared.networkTitles[network] ?? title}模型学习。请针对此模型学习，或选择其他模型。`,
  'own/other-version': ({ style }) =>
    `“${fileName(style)}”是针对此模型的另一个版本学习的，无法用于当前版本。请重新学习。`,
  'own/file-of-other-version': ({ style }) =>
    `“${fileName(style)}”是针对其他模型或其他版本学习的，无法在此使用。请选择它的画作，重新学习。`,
  'style-file/not-one': ({ name, report }) =>
    report
      ? `“${fileName(name)}”是一份报告。请在“对比”页面打开。`
      : `“${fileName(name)}”不是风格文件。请选择用“保存风格”写出的文件。`,
  'style-file/newer': ({ name }) =>
    `“${fileName(name)}”由此页面的更新版本保存。请重新加载页面，然后重试。`,
  'style-file/damaged': ({ name }) =>
    `风格文件“${fileName(name)}”已损坏：部分内容缺失或被改动。请重新获取该文件，然后重试。`,
  'style-file/other-network': ({ title, network }) =>
    `“${fileName(title)}”保存时使用的网络“${fileName(network)}”的版本不在此处，因此无法用它绘画。请选择这里已有的风格。`,
  'style-file/other-version': ({ title }) =>
    `“${fileName(title)}”保存时使用的是另一版本的网络。已选用其中的风格和力度，并用当前版本绘画，画面可能略有不同。`,
  'own/many': ({ count }) => `共有 ${count} 个文件。请只选择一幅画作。`,
  'own/not-connected': () => '页面仍在启动。请稍后重试。',
  'own/not-kept': ({ style }) =>
    `此浏览器没有空间保存“${fileName(style)}”。它会保留到您关闭页面为止：请用“保存风格”将其存为文件。`,
  'paint/nothing-arrived': () => NOTHING_ARRIVED,
  'clipboard/denied': () =>
    '浏览器不允许页面复制图片。请在地址栏中允许此页面使用剪贴板，然后重试，或下载图片。',
  'clipboard/missing': () => '在此网址，浏览器不能把图片放入剪贴板。请改为下载图片。',
  'clipboard/link-in-address': () =>
    '浏览器不允许页面复制链接。链接已显示在地址栏中，请从那里复制。',
  'share/failed': () => '图片未能分享。请重试，或下载图片。',
  'share/press-again': () => '图片已准备好，请再次点按“分享”。',
  'save/picture-changed': () => '图片在完成前已发生变化，因此未保存。请重新保存。',
  'save/left': () =>
    `要保存的图片尚未完成。返回“${shared.pages.stylize}”页面后会继续绘制，完成后自动保存。`,
  'camera/insecure': () =>
    `浏览器只在安全的网址（https:// 或 localhost）上提供摄像头。请从这样的网址打开页面。${OR_FILM}`,
  'camera/denied': () =>
    `摄像头未获允许。请在地址栏中允许此页面使用摄像头，然后重新启动。${OR_FILM}`,
  'camera/denied-by-system': () =>
    `此设备不允许浏览器使用摄像头。请在系统的隐私设置中允许，然后重新启动摄像头。${OR_FILM}`,
  'camera/denied-by-page': () =>
    `外层页面或服务器不允许此页面使用摄像头。请在单独的标签页中打开 Brushlite，再启动摄像头。${OR_FILM}`,
  'camera/no-answer': () =>
    '浏览器正在等待您的回答：窗口顶部会询问是否允许此页面使用摄像头。如果没有看到提示，请查看地址栏中的摄像头图标。',
  'camera/no-frames': () =>
    '摄像头已开启，但没有传来画面。请关闭其他正在使用摄像头的程序，重新插拔摄像头，或选择其他摄像头。',
  'camera/muted': () =>
    '摄像头已被关闭，没有画面。请用摄像头开关、键盘上的摄像头键，或在系统设置中将其打开。',
  'camera/none': () => `未找到摄像头。请连接摄像头，然后重新启动。${OR_FILM}`,
  'camera/busy': () =>
    `摄像头无法启动，可能正被其他程序使用。请关闭该程序或选择其他摄像头，然后重新启动。${OR_FILM}`,
  'camera/unplugged': () => `摄像头已断开。请重新连接或选择其他摄像头，然后重新启动。${OR_FILM}`,
  'camera/other': () => '上次使用的摄像头不在，已启动另一个。',
  'film/painted': ({ name }) =>
    `“${fileName(name)}”已绘制完成，请到“${shared.pages.live}”页面查看。`,
  'film/not-painted': ({ name }) =>
    `“${fileName(name)}”未能全部绘制。原因请见“${shared.pages.live}”页面。`,
  'film/none': () => '其中没有视频文件。请先保存视频，再拖入文件。',
  'film/many': ({ count }) => `共有 ${count} 个文件。Brushlite 一次播放一个视频，请只拖入一个。`,
  'film/photo': ({ name }) =>
    `“${fileName(name)}”是照片。请在“${shared.pages.stylize}”页面打开；此页面用于视频文件。`,
  'film/empty': ({ name }) =>
    `“${fileName(name)}”是空文件（0 字节）。请重新获取该文件，或打开其他视频。`,
  'film/only-sound': ({ name }) =>
    `“${fileName(name)}”中没有此浏览器可显示的画面，只有声音。请打开视频文件。`,
  'film/unplayable': ({ name }) => unplayable(name),
  'film/damaged': ({ name }) =>
    `“${fileName(name)}”已损坏，无法继续播放。请重新获取该文件，或打开其他视频。`,
  'film/no-frames': () =>
    '此浏览器不允许页面读取视频画面。请使用新版 Chrome、Edge、Firefox 或 Safari。',
  'film/incomplete': ({ name, sound, end }) =>
    [
      end &&
        `“${fileName(name)}”不完整或已损坏：${end.whole === undefined ? `只绘制了前 ${end.painted.toFixed(1)} 秒` : `只绘制了 ${end.whole.toFixed(1)} 秒中的 ${end.painted.toFixed(1)} 秒`}。如需其余部分，请使用完整的文件。`,
      sound === 'lost' && '绘制后的视频没有声音，因为此浏览器无法读取该文件的音轨。',
      sound === 'unplayable' && '声音已原样保留，但此浏览器无法播放，其他播放器也许可以。',
    ]
      .filter(Boolean)
      .join(''),
  'recording/left': () => '您离开了“实时”页面，录制已结束。可在该页面的画面下方下载录像。',
  'recording/ended': () => '已启动另一个摄像头或视频，录制已结束。可在画面下方下载录像。',
  'recording/film': () => '正在绘制整个视频，录制已结束。可在画面下方下载录像。',
  'recording/turned': () =>
    '画面形状已改变，而一个视频文件只能有一种尺寸，因此录制已结束。请在画面下方下载录像，然后重新录制。',
  'recording/broken-off': () => '浏览器中断了录制。此前录下的内容已保留，请下载后重新录制。',
  'recording/unsupported': () => '此浏览器无法录制。您可以拍照，或使用新版浏览器。',
  'recording/empty': () => '没有录到内容：浏览器没有提供画面。请重试。',
  'snapshot/failed': () => '拍照失败。请重试。',
  'screen/refused': () => '浏览器不允许页面全屏显示。请再试一次。',
  'compare/facts-not-downloaded': ({ model }) =>
    `${model} 的数据未能下载。请检查网络连接，然后重新加载页面。`,
  'compare/network-not-ready': () => '模型未能就绪。请重试。',
  'compare/side': ({ side, fault }) => `${side === 'left' ? '左侧' : '右侧'}：${sentence(fault)}`,
  'report/not-a-report': ({ name }) =>
    `“${fileName(name)}”不是 Brushlite 报告。请选择从“${shared.pages.compare}”页面下载的 JSON 文件。`,
  'report/other-version': ({ name, found = '未知', wanted }) =>
    `“${fileName(name)}”是版本 ${found} 的报告，而此页面读取版本 ${wanted}。请重新加载页面，或重新生成报告。`,
  'report/damaged': ({ name }) =>
    `“${fileName(name)}”是 Brushlite 报告，但已损坏：有数据缺失或不是数字。请重新下载。`,
  'page/language-not-downloaded': () => '该语言未能下载。请检查网络连接，然后重新选择。',
  'page/unexpected': () => '出错了。请重试，或重新加载页面。',
  'report/too-large': ({ name }) =>
    `“${fileName(name)}”太大，不可能是 Brushlite 报告：报告只有约一万个字符。请选择其他文件。`,
  'report/contradictory': ({ name, about }) =>
    `“${fileName(name)}”自相矛盾：${CONTRADICTIONS[about]}它被改动过，或由其他程序生成。请重新下载报告。`,
};

const CONTRADICTIONS = {
  picture: '没有图片是它所写的尺寸。',
  layers: '它没有层，或层不可能存在。',
  weights: '权重数不是各层之和。',
  multiplyAdds: '乘加运算不是各层之和。',
  memory: '它的内存放不下它的权重。',
  parts: '一次运行的各部分之和不等于总时间。',
};

function unplayable(name: string): string {
  return `此浏览器无法播放“${fileName(name)}”。请另存为 MP4（H.264）或 WebM，然后重试。`;
}

/** The sentence of a fault that is a part of another. */
const sentence = sentenceIn(problems);
