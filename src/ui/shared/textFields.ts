/** Selects fields in which something is typed. They have an undo and a paste of their own. */
export const TEXT_FIELDS =
  'input:not([type=button], [type=checkbox], [type=color], [type=file], [type=radio], [type=range], [type=reset], [type=submit]), textarea, [contenteditable]';
