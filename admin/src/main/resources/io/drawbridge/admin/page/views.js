// Every view by its address.
import { audit } from './view-audit.js';
import { domains, pending } from './view-domains.js';
import { dryRun } from './view-dry-run.js';
import { monitoring } from './view-monitoring.js';
import { newOrigin, origin, origins } from './view-origins.js';
import { platformSettings, routePolicy } from './view-platform.js';
import { newTenant, settings, tenants } from './view-tenants.js';
import { transfer } from './view-transfer.js';
import { issuer, issuers, revocations } from './view-trust.js';

export const views = [
  { path: '/tenants', show: tenants },
  { path: '/tenants/new', show: newTenant },
  { path: '/t/:tenant/origins', show: origins },
  { path: '/t/:tenant/origins/new', show: newOrigin },
  { path: '/t/:tenant/origins/:id', show: origin },
  { path: '/t/:tenant/dry-run', show: dryRun },
  { path: '/t/:tenant/monitoring', show: monitoring },
  { path: '/t/:tenant/changes', show: audit },
  { path: '/t/:tenant/issuers', show: issuers },
  { path: '/t/:tenant/issuers/new', show: issuer },
  { path: '/t/:tenant/issuers/:id', show: issuer },
  { path: '/t/:tenant/revocations', show: revocations },
  { path: '/t/:tenant/routes', show: routePolicy },
  { path: '/t/:tenant/domains', show: domains },
  { path: '/t/:tenant/transfer', show: transfer },
  { path: '/t/:tenant/settings', show: settings },
  { path: '/platform/settings', show: platformSettings },
  { path: '/platform/pending', show: pending },
  { path: '/platform/monitoring', show: monitoring },
  { path: '/platform/issuers', show: issuers },
  { path: '/platform/issuers/new', show: issuer },
  { path: '/platform/issuers/:id', show: issuer },
  { path: '/platform/revocations', show: revocations },
  { path: '/platform/routes', show: routePolicy },
  { path: '/platform/changes', show: audit },
];

/** The sections of whatever is looked at. */
export function sectionsOf(tenant, isPlatform) {
  if (tenant !== undefined) {
    const at = `/t/${encodeURIComponent(tenant)}`;
    return [
      { to: `${at}/origins`, text: 'Origins' },
      { to: `${at}/dry-run`, text: 'Dry run' },
      { to: `${at}/monitoring`, text: 'Monitoring' },
      { to: `${at}/changes`, text: 'Changes' },
      { to: `${at}/issuers`, text: 'Issuers' },
      { to: `${at}/revocations`, text: 'Revocations' },
      { to: `${at}/routes`, text: 'Routes' },
      { to: `${at}/domains`, text: 'Domains' },
      { to: `${at}/transfer`, text: 'Import, export' },
      { to: `${at}/settings`, text: 'Settings' },
    ];
  }
  return isPlatform ? [
    { to: '/platform/settings', text: 'Settings' },
    { to: '/platform/pending', text: 'Waiting' },
    { to: '/platform/monitoring', text: 'Monitoring' },
    { to: '/platform/issuers', text: 'Issuers' },
    { to: '/platform/revocations', text: 'Revocations' },
    { to: '/platform/routes', text: 'Routes' },
    { to: '/platform/changes', text: 'Changes' },
  ] : [];
}
