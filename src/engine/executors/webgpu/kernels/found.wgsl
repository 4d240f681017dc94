// Writes the statistics of a workgroup's pixels to where finalize.wgsl reads them.
fn write_found(sums: Sums, plane: i32, group: i32, groups: i32) {
  let at = 2 * (plane * groups + group);
  partials[at] = sums.mean;
  partials[at + 1] = sums.squares;
  counts[group] = sums.count;
}
