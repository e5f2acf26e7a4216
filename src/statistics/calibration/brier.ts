/** Forecasts of one probability, and in how many of the cases what they are about came true. */
export interface ForecastBin {
  /** From 0 to 1; the same for every forecast in the bin. */
  readonly forecast: number;
  readonly cases: number;
  readonly occurred: number;
}

export interface BrierScore {
  /** The mean squared error: 0 is best, 1 worst. It is reliability − resolution + uncertainty. */
  readonly score: number;
  /** How far the forecasts are from how often what they said came true; 0 is best. */
  readonly reliability: number;
  /** How far what came true differs between forecasts from how often anything does; more is better. */
  readonly resolution: number;
  /** How much there was to know, whatever was forecast: 0.25 where half of it came true. */
  readonly uncertainty: number;
  /** By how much it is better than always forecasting how often things came true; null without uncertainty. */
  readonly skill: number | null;
  readonly cases: number;
}

/**
 * The Brier score (1950) of forecasts with its decomposition by Murphy (1973), "A New Vector Partition of
 * the Probability Score", https://doi.org/10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2. Bins of the
 * same forecast count as one. Null where there is no case.
 *
 * @throws RangeError for what no forecasts can be
 */
export function brier(bins: Iterable<ForecastBin>): BrierScore | null {
  const distinct = byForecast(bins);
  const cases = sum(distinct, (bin) => bin.cases);
  if (cases === 0) return null;
  const base = sum(distinct, (bin) => bin.occurred) / cases;
  const uncertainty = base * (1 - base);
  const mean = (of: (bin: ForecastBin) => number) => sum(distinct, of) / cases;
  const reliability = mean((bin) => bin.cases * (bin.forecast - rate(bin)) ** 2);
  const resolution = mean((bin) => bin.cases * (rate(bin) - base) ** 2);
  const score = mean(
    ({ forecast, cases, occurred }) =>
      occurred * (1 - forecast) ** 2 + (cases - occurred) * forecast ** 2,
  );
  const skill = uncertainty === 0 ? null : 1 - score / uncertainty;
  return { score, reliability, resolution, uncertainty, skill, cases };
}

/** Bins with cases, one for each forecast, from the least up: sums do not hang on the order given. */
function byForecast(bins: Iterable<ForecastBin>): ForecastBin[] {
  const distinct = new Map<number, ForecastBin>();
  for (const bin of bins) {
    mustBePossible(bin);
    if (bin.cases === 0) continue;
    const other = distinct.get(bin.forecast);
    const cases = bin.cases + (other?.cases ?? 0);
    const occurred = bin.occurred + (other?.occurred ?? 0);
    distinct.set(bin.forecast, { forecast: bin.forecast, cases, occurred });
  }
  return [...distinct.values()].sort((a, b) => a.forecast - b.forecast);
}

function mustBePossible({ forecast, cases, occurred }: ForecastBin): void {
  const isForecast = forecast >= 0 && forecast <= 1;
  const areCounts = Number.isSafeInteger(cases) && Number.isSafeInteger(occurred);
  if (isForecast && areCounts && occurred >= 0 && occurred <= cases) return;
  throw new RangeError(
    `a bin has a forecast from 0 to 1 and no more that occurred than cases, not ${forecast}, ${occurred} of ${cases}`,
  );
}

function rate({ cases, occurred }: ForecastBin): number {
  return occurred / cases;
}

function sum(bins: readonly ForecastBin[], of: (bin: ForecastBin) => number): number {
  return bins.reduce((total, bin) => total + of(bin), 0);
}
