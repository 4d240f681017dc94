import { ChartNoAxesColumnDecreasing } from 'lucide-react';
import { useState } from 'react';
import { lastResult } from '../../../state/shared/index.ts';
import { useCompare, useCompareActions } from '../../shared/context.ts';
import { lazyPart } from '../../shared/lazyPart.tsx';
import { sentenceOf, words } from '../../words/compare.ts';
import { Chapter } from '../Chapter.tsx';
import { Measuring } from '../MeasureButton.tsx';
import { NextButton } from '../NextButton.tsx';
import styles from './LadderChapter.module.css';

// Few visitors open it, so it is no part of the page's own code.
const { Part: OpenedLadder } = lazyPart(
  async () => (await import('./OpenedLadder.tsx')).OpenedLadder,
  {
    Waiting: () => <p className={styles.quiet}>{words.ladder.opening}</p>,
    Failed: ({ fault }) => (
      <p role="alert" className={styles.problem}>
        {sentenceOf(fault)}
      </p>
    ),
  },
);

/** The networks from the original down to the smallest, once a visitor asks for them. */
export function LadderChapter() {
  const { ladder: actions } = useCompareActions();
  const ladder = useCompare((state) => state.ladder);
  const [isOpenedHere] = useState(ladder?.status !== 'open');
  return (
    <Chapter
      title={words.ladder.title}
      about={
        <>
          <p>{words.ladder.about}</p>
          {ladder?.status === 'open' && <MeasureLadder takesFocus={isOpenedHere} />}
        </>
      }
    >
      {!ladder && (
        <button
          type="button"
          className={`button ${styles.open}`}
          onClick={() => void actions.open()}
        >
          <ChartNoAxesColumnDecreasing size={18} aria-hidden />
          {words.ladder.open}
        </button>
      )}
      {ladder?.status === 'opening' && (
        <p role="status" className={styles.quiet}>
          {words.ladder.opening}
        </p>
      )}
      {ladder?.status === 'failed' && (
        <div role="alert" className={styles.failed}>
          <p className={styles.problem}>{sentenceOf(ladder.problem)}</p>
          <NextButton className="button small" onClick={() => void actions.open()}>
            {words.shared.tryAgain}
          </NextButton>
        </div>
      )}
      {ladder?.status === 'open' && <OpenedLadder {...ladder} />}
    </Chapter>
  );
}

/** The button that times all networks; while they are timed, their progress. */
function MeasureLadder({ takesFocus }: { readonly takesFocus: boolean }) {
  const { ladder: actions } = useCompareActions();
  const benchmark = useCompare(({ ladder }) =>
    ladder?.status === 'open' ? ladder.benchmark : undefined,
  );
  if (!benchmark) return null;
  return (
    <>
      <Measuring
        benchmark={benchmark}
        label={lastResult(benchmark) ? words.ladder.measureAgain : words.ladder.measure}
        takesFocus={takesFocus}
        onMeasure={() => void actions.measure()}
        onCancel={actions.cancelMeasuring}
      />
      {benchmark.status === 'failed' && (
        <p role="alert" className={styles.problem}>
          {sentenceOf(benchmark.fault)}
        </p>
      )}
    </>
  );
}
