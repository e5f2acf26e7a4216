/** What claims are counted by, for the statistics of other features. */
export { claimFacets, FacetCounts } from './queries/claim-facets.js';
