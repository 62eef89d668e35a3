import { line } from 'd3-shape';
import { useRef } from 'react';
import * as words from '#words/view/charts.ts';
import type { AxisScale } from '../../core/analysis/norm-histogram.ts';
import { classNames } from '../class-names.ts';
import { handleKey } from '../keys.ts';
import { formatTick } from '../numbers.ts';
import { SLIDER_KEYS, steppedTo } from '../place-keys.ts';
import { useElementSize } from '../use-element-size.ts';
import { type ChartLine, chartScales, endLabels } from './chart-geometry.ts';
import styles from './layer-chart.module.css';
import type { Measure } from './measures.ts';

/** What a chart by layer shows and does. */
export interface LayerChartProps {
  readonly measure: Measure;
  readonly note: string;
  readonly lines: readonly ChartLine[];
  readonly depth: number;
  readonly axis: AxisScale;
  /** The staged layer. */
  readonly current: number | undefined;
  /** The layer under the pointer, in this chart or in one beside it. */
  readonly pointed: number | undefined;
  readonly onPoint: (layer: number | undefined) => void;
  readonly onStage: (layer: number) => void;
}

const LEFT_PX = 34;
const RIGHT_PX = 16;
const WIDE_RIGHT_PX = 52;
const TOP_PX = 6;
const BOTTOM_PX = 18;
/** A circle, a square, a triangle and a diamond: lenses differ by more than their colour. */
const MARKS = [
  'M-3,0a3,3,0,1,0,6,0a3,3,0,1,0,-6,0',
  'M-2.7,-2.7h5.4v5.4h-5.4z',
  'M0,-3.6L3.5,2.4h-7z',
  'M0,-3.8L2.8,0L0,3.8L-2.8,0z',
];

/** A measure of every layer, a line for each lens. A click or the arrow keys put a layer on the stage. */
export function LayerChart(props: LayerChartProps) {
  const { measure, note, lines, depth, current, pointed, onPoint, onStage } = props;
  const root = useRef<HTMLDivElement>(null);
  const size = useElementSize(root);
  const layer = pointed ?? current ?? 0;
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{measure.title}</span>
        <Values {...props} layer={layer} />
      </figcaption>
      <div
        ref={root}
        className={styles.plot}
        role="slider"
        tabIndex={0}
        aria-label={words.chart(measure.title)}
        aria-valuemin={0}
        aria-valuemax={depth - 1}
        aria-valuenow={current ?? 0}
        aria-valuetext={valuesInWords(props, current ?? 0)}
        onKeyDown={(event) =>
          handleKey(SLIDER_KEYS, event, { step: (step) => onStage(steppedTo(step, current ?? 0, depth)) })
        }
        onPointerMove={(event) => onPoint(layerUnder(event, props))}
        onPointerLeave={() => onPoint(undefined)}
        onClick={(event) => onStage(layerUnder(event, props))}
      >
        {size.widthPx > 80 && size.heightPx > 40 && <Plot {...props} size={size} />}
      </div>
      <p className={styles.note}>
        {lines.some(({ values }) => values.length > 0 && values.length < depth)
          ? words.unfinished(note)
          : note}
      </p>
    </figure>
  );
}

/** The numbers of one layer, a lens each. */
function Values({ measure, lines, layer }: LayerChartProps & { layer: number }) {
  return (
    <span className={styles.values}>
      <span className={styles.at}>{words.layer(layer)}</span>
      {lines.map((each) => {
        const value = each.values[layer];
        return (
          <span key={each.key} className={styles.value}>
            {each.name && <i className={classNames(styles.key, styles[`place${each.place}`])}>{each.name}</i>}
            {value === undefined || !Number.isFinite(value) ? '–' : measure.format(value)}
          </span>
        );
      })}
    </span>
  );
}

function Plot(props: LayerChartProps & { size: { widthPx: number; heightPx: number } }) {
  const { measure, lines, depth, axis, current, pointed, size } = props;
  const { widthPx, heightPx } = plotSize(size, lines);
  const scales = chartScales({ lines, depth, axis, isCount: measure.isCount, widthPx, heightPx });
  const { x, y } = scales;
  return (
    <svg className={styles.svg} width={size.widthPx} height={size.heightPx} aria-hidden="true">
      <g transform={`translate(${LEFT_PX} ${TOP_PX})`}>
        {current !== undefined && (
          <rect className={styles.current} x={x(current) - 6} y={0} width={12} height={heightPx} />
        )}
        {scales.ticks.map((tick) => (
          <g key={tick}>
            <line className={styles.grid} x1={0} x2={widthPx} y1={y(tick)} y2={y(tick)} />
            <text className={styles.tick} x={-6} y={y(tick)} dy="0.32em" textAnchor="end">
              {formatTick(tick)}
            </text>
          </g>
        ))}
        {scales.layers.map((layer) => (
          <text
            key={layer}
            className={classNames(styles.tick, layer === current && styles.currentTick)}
            x={x(layer)}
            y={heightPx + 14}
            textAnchor="middle"
          >
            {layer}
          </text>
        ))}
        {pointed !== undefined && (
          <line className={styles.rule} x1={x(pointed)} x2={x(pointed)} y1={0} y2={heightPx} />
        )}
        {lines.map((each) => (
          <Line key={each.key} line={each} scales={scales} layer={pointed ?? current} />
        ))}
        {endLabels(lines, scales, { gapPx: 11, heightPx }).map(({ line: each, yPx }) => (
          <text
            key={each.key}
            className={classNames(styles.name, styles[`place${each.place}`])}
            x={x(each.values.length - 1) + 8}
            y={yPx}
            dy="0.32em"
          >
            {each.name}
          </text>
        ))}
      </g>
    </svg>
  );
}

function Line({
  line: { place, isSecond, values },
  scales: { x, y },
  layer: marked,
}: {
  line: ChartLine;
  scales: { x(layer: number): number; y(value: number): number };
  layer: number | undefined;
}) {
  const path = line<number>()
    .defined(Number.isFinite)
    .x((_value, layer) => x(layer))
    .y((value) => y(value))([...values]);
  return (
    <g className={styles[`place${place}`]}>
      <path className={classNames(styles.line, isSecond && styles.second)} d={path ?? ''} />
      {values.map(
        (value, layer) =>
          Number.isFinite(value) && (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its layer's.
              key={layer}
              className={classNames(styles.mark, layer === marked && styles.marked)}
              d={MARKS[place]}
              transform={`translate(${x(layer)} ${y(value)})`}
            />
          ),
      )}
    </g>
  );
}

function plotSize({ widthPx, heightPx }: { widthPx: number; heightPx: number }, lines: readonly ChartLine[]) {
  const right = lines.some(({ name }) => name.length > 1) ? WIDE_RIGHT_PX : RIGHT_PX;
  return { widthPx: widthPx - LEFT_PX - right, heightPx: heightPx - TOP_PX - BOTTOM_PX };
}

function layerUnder(event: { clientX: number; currentTarget: Element }, props: LayerChartProps): number {
  const box = event.currentTarget.getBoundingClientRect();
  const { lines, depth, axis } = props;
  const size = plotSize({ widthPx: box.width, heightPx: box.height }, lines);
  return chartScales({ lines, depth, axis, isCount: false, ...size }).layerAt(
    event.clientX - box.left - LEFT_PX,
  );
}

function valuesInWords({ measure, lines }: LayerChartProps, layer: number): string {
  const read = lines.map(({ name, values }) => {
    const value = values[layer];
    return {
      name,
      value: value === undefined || !Number.isFinite(value) ? undefined : measure.format(value),
    };
  });
  return words.values(layer, read);
}
