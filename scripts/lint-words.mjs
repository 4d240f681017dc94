// A rule of Oxlint: the words of the page are read when they are shown. The language changes while the page is open,
// and what a module reads of them while it loads would stay in the first one.

const MESSAGE =
  'Read `words` in a component or a function: the language changes while the page is open, and a constant of a module would stay in the first one.';

const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionDeclaration', 'FunctionExpression']);

/** @param {any} node @returns {boolean} whether it is read while the module loads */
function isEarly(node) {
  for (let at = node.parent; at; at = at.parent) {
    // Types are not read at all.
    if (FUNCTIONS.has(at.type) || at.type === 'TSTypeQuery') return false;
  }
  return true;
}

const late = {
  /** @param {any} context */
  create(context) {
    return {
      /** @param {any} node */
      MemberExpression(node) {
        const { object } = node;
        if (object.type === 'Identifier' && object.name === 'words' && isEarly(node)) {
          context.report({ node, message: MESSAGE });
        }
      },
    };
  },
};

export default { meta: { name: 'words' }, rules: { late } };
