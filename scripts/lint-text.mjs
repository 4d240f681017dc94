// Browsers that translate a page put a <font> in the place of each text. React still holds the text that is gone: it
// fails to remove it, and to put something before it, and what it writes there nobody sees. So text that changes, and
// text before which something comes and goes, is the only child of an element of its own; React fills that element again.
// This rule of Oxlint finds text that is not. It does not see an element that React takes for another one of the same
// kind in its place, whose children are others: e2e/translated.spec.ts finds those, which has a page
// translated and uses its controls.

const MESSAGE =
  'Text that changes, and text after something that comes and goes, wants an element of its own, such as <span>: a browser that translates the page replaces text that stands beside others.';

/** What may be text as the value of an expression, and not an element. @param {any} node @returns {boolean} */
function isText(node) {
  switch (node?.type) {
    case 'TemplateLiteral':
    case 'MemberExpression':
      return true;
    case 'Literal':
      return typeof node.value === 'number' || /\S/.test(String(node.value ?? ''));
    case 'CallExpression':
      return !/^(map|flatMap)$/.test(node.callee.property?.name) && !returnsElement(node);
    case 'LogicalExpression':
      return isText(node.right) || (node.operator !== '&&' && isText(node.left));
    case 'ConditionalExpression':
      return isText(node.consequent) || isText(node.alternate);
    default:
      return false; // a name by itself is an element here as often as not
  }
}

/** Functions within a component that make elements are given a component, or the name of something. @param {any} call */
const returnsElement = (call) =>
  call.callee.type === 'Identifier' &&
  call.arguments.some(
    (/** @type {any} */ { type, name }) => type === 'Literal' || /^[A-Z]/.test(name),
  );

/** Words that are the same until the language changes: `words.shared.cancel`. @param {any} node @returns {boolean} */
const isFixed = (node) =>
  node.type === 'Literal' || (node.type === 'MemberExpression' && !node.computed);

/** @param {any} node @returns {boolean} whether what it shows may be there or not */
const comesAndGoes = (node) =>
  node.type === 'LogicalExpression' ||
  (node.type === 'ConditionalExpression' && [node.consequent, node.alternate].some(isNothing));

/** @param {any} node */
const isNothing = (node) =>
  (node.type === 'Literal' && node.value === null) || node.name === 'undefined';

/** @param {any} child @returns {boolean} */
const isVisible = (child) =>
  child.type === 'JSXText'
    ? /\S/.test(child.value)
    : child.type !== 'JSXExpressionContainer' || child.expression.type !== 'JSXEmptyExpression';

const alone = {
  /** @param {any} context */
  create(context) {
    /** @param {any} element */
    const check = (element) => {
      const children = element.children.filter(isVisible);
      // Of a fragment all children stand beside those of its parent, and come and go with it.
      const isFragment = element.type === 'JSXFragment';
      if (children.length < 2 && !isFragment) return;
      let loose = isFragment; // it, or something before it, may come and go
      for (const child of children) {
        const { expression = child } = child;
        const text = child.type === 'JSXText' || isText(expression);
        const fixed = child.type === 'JSXText' || isFixed(expression);
        if (text && (loose || !fixed)) context.report({ node: child, message: MESSAGE });
        loose = isFragment || comesAndGoes(expression);
      }
    };
    return { JSXElement: check, JSXFragment: check };
  },
};

export default { meta: { name: 'text' }, rules: { alone } };
