/** The dialogs of the header, which few visitors open: their code is downloaded after the page. */
export { AboutDialog } from './AboutDialog.tsx';
export { ShortcutsDialog } from './ShortcutsDialog.tsx';
