import { SIDES, type Sides } from './sides.ts';

/** The heads of a table's two columns. */
export function SideHeads({ names }: { names: Sides<string> }) {
  return SIDES.map((side) => (
    <th key={side} scope="col">
      <span className="marked" data-side={side}>
        {names[side]}
      </span>
    </th>
  ));
}
