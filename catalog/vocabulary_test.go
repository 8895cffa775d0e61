package catalog_test

import (
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// categories is the contract's table: numbers and names are public API.
const categories = `0,unclassified,unknown,contact_support,never,notice,request,UNKNOWN
1,invalid_request,app,fix_request,never,blocking,request,INVALID_ARGUMENT
2,not_found,app,fix_request,never,notice,request,NOT_FOUND
3,conflict,app,lookup_existing fix_request,never,silent,request,ALREADY_EXISTS
4,user_input_invalid,end_user,correct_input,after_user,action_required,request,INVALID_ARGUMENT
5,unsupported,institution,stop_using,never,blocking,institution,UNIMPLEMENTED
6,app_credentials_invalid,app,fix_credentials,never,blocking,app,UNAUTHENTICATED
7,token_expired,app,refresh_token fix_credentials,after_refresh,silent,app,UNAUTHENTICATED
8,permission_denied,app,fix_credentials contact_support,never,blocking,app,PERMISSION_DENIED
9,rate_limited,app,wait,rate_limit,notice,app,RESOURCE_EXHAUSTED
10,user_credentials_invalid,end_user,reconnect_user,after_user,action_required,connection,FAILED_PRECONDITION
11,mfa_required,end_user,complete_mfa,after_user,action_required,connection,FAILED_PRECONDITION
12,consent_required,end_user,reconsent_user reconnect_user,after_user,action_required,connection,FAILED_PRECONDITION
13,user_action_required,end_user,user_at_institution reconnect_user,after_user,action_required,connection,FAILED_PRECONDITION
14,no_eligible_account,end_user,use_other_account,never,action_required,connection,FAILED_PRECONDITION
15,institution_unavailable,institution,wait,backoff_long,notice,institution,UNAVAILABLE
16,institution_timeout,institution,wait,backoff_medium,notice,institution,DEADLINE_EXCEEDED
17,institution_rate_limited,institution,wait,quota,notice,connection,RESOURCE_EXHAUSTED
18,aggregator_unavailable,aggregator,wait contact_support,backoff_short,notice,app,UNAVAILABLE
19,aggregator_timeout,aggregator,wait contact_support,backoff_short,notice,app,DEADLINE_EXCEEDED
20,aggregator_internal,aggregator,wait contact_support,backoff_short,notice,app,INTERNAL
21,operation_failed,unknown,contact_support,never,notice,request,ABORTED`

func TestCategoriesAreThoseOfTheContract(t *testing.T) {
	records, err := csv.NewReader(strings.NewReader(categories)).ReadAll()
	require.NoError(t, err)
	require.Len(t, records, catalog.NumCategories)
	for _, r := range records {
		n, err := strconv.Atoi(r[0])
		require.NoError(t, err)
		c := catalog.Category(n)
		assert.Equal(t, r[1], c.String())
		parsed, ok := catalog.ParseCategory(r[1])
		assert.True(t, ok)
		assert.Equal(t, c, parsed)
		d := c.Defaults()
		var actions []string
		for _, a := range d.Actions.Slice() {
			actions = append(actions, a.String())
		}
		assert.Equal(t, r[2:], []string{d.Party.String(), strings.Join(actions, " "), d.Policy.String(), d.Severity.String(), d.Scope.String(), d.GRPCCode.String()}, r[1])
	}
	assert.Equal(t, "none", catalog.None.String())
	assert.EqualValues(t, 255, catalog.None)
	assert.Empty(t, catalog.Category(22).String())
	assert.Zero(t, catalog.None.Defaults())
}

func TestPoliciesAreThoseOfTheContract(t *testing.T) {
	// From the least to the most restrictive.
	order := []struct {
		name string
		want catalog.Schedule
	}{
		{"poll", catalog.Schedule{InitialMs: 3_000, FactorTenths: 15, CapMs: 30_000, MaxRetries: 20, Automatic: true}},
		{"backoff_short", catalog.Schedule{InitialMs: 1_000, FactorTenths: 20, CapMs: 30_000, MaxRetries: 3, Automatic: true}},
		{"rate_limit", catalog.Schedule{InitialMs: 10_000, FactorTenths: 20, CapMs: 300_000, MaxRetries: 5, Automatic: true}},
		{"backoff_medium", catalog.Schedule{InitialMs: 30_000, FactorTenths: 20, CapMs: 15 * 60_000, MaxRetries: 3, Automatic: true}},
		{"backoff_long", catalog.Schedule{InitialMs: 5 * 60_000, FactorTenths: 20, CapMs: 60 * 60_000, MaxRetries: 6, Automatic: true}},
		{"quota", catalog.Schedule{InitialMs: 6 * 3_600_000, FactorTenths: 10, CapMs: 24 * 3_600_000, MaxRetries: 2, Automatic: true}},
		{"after_refresh", catalog.Schedule{MaxRetries: 1, Automatic: true}},
		{"after_user", catalog.Schedule{}},
		{"never", catalog.Schedule{}},
	}
	last := catalog.PolicyNone
	for _, o := range order {
		p, ok := catalog.ParsePolicy(o.name)
		require.True(t, ok, o.name)
		assert.Greater(t, p, last, "%s is more restrictive than %s", o.name, last)
		assert.Equal(t, o.want, p.Schedule(), o.name)
		last = p
	}
	assert.Zero(t, catalog.Policy(99).Schedule())
}

func TestDelays(t *testing.T) {
	for policy, want := range map[catalog.Policy][]uint64{
		catalog.BackoffShort: {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000},
		catalog.Poll:         {3_000, 4_500, 6_750, 10_125, 15_187, 22_780, 30_000},
		catalog.Quota:        {21_600_000, 21_600_000},
		catalog.AfterRefresh: {0, 0},
		catalog.Never:        {0},
	} {
		var r catalog.Retry
		r.SetPolicy(policy)
		for attempt, ms := range want {
			assert.Equal(t, ms, r.DelayMs(attempt), "%v, attempt %d", policy, attempt)
		}
	}
	var r catalog.Retry
	r.SetPolicy(catalog.BackoffShort)
	r.AfterMs = 90_000
	assert.Equal(t, uint64(90_000), r.DelayMs(0), "not shortened by the cap")
	assert.Equal(t, uint64(2_000), r.DelayMs(1))
	assert.Equal(t, uint64(30_000), r.DelayMs(1<<30))
}

// TestNamesRoundTrip: each enumeration parses the names that it prints, and
// nothing else.
func TestNamesRoundTrip(t *testing.T) {
	check(t, 5, catalog.ParseProvider)
	check(t, 11, catalog.ParseOperation)
	check(t, 3, catalog.ParseOutcome)
	check(t, 22, catalog.ParseShape)
	check(t, 6, catalog.ParseParty)
	check(t, 4, catalog.ParseSeverity)
	check(t, 4, catalog.ParseScope)
	check(t, 2, catalog.ParseEffect)
	check(t, 7, catalog.ParseBasis)
	check(t, 4, catalog.ParseCertainty)
	check(t, 3, catalog.ParseHint)
	check(t, 14, catalog.ParseAction)
	check(t, 6, catalog.ParseDrift)
	check(t, 14, catalog.ParseGRPCCode)
	check(t, 9, catalog.ParsePolicy)
	check(t, 8, catalog.ParseNamespace)
}

func check[T interface {
	~uint8
	String() string
}](t *testing.T, count int, parse func(string) (T, bool)) {
	t.Helper()
	named := 0
	for i := range 256 {
		v := T(i)
		if v.String() == "" {
			continue
		}
		named++
		got, ok := parse(v.String())
		assert.True(t, ok, v.String())
		assert.Equal(t, v, got)
	}
	assert.Equal(t, count, named)
	for _, bad := range []string{"", "no such name", "Basiq"} {
		_, ok := parse(bad)
		assert.False(t, ok, "%q", bad)
	}
}

func TestLadder(t *testing.T) {
	l := catalog.Ladder{catalog.Wait, catalog.FixRequest, catalog.ContactSupport}
	assert.Equal(t, 3, l.Len())
	assert.Equal(t, catalog.Wait, l.First())
	assert.True(t, l.Contains(catalog.FixRequest))
	assert.False(t, l.Contains(catalog.ActionNone))
	assert.Equal(t, catalog.Ladder{catalog.FixRequest, catalog.ContactSupport}, l.Without(catalog.Wait))
	assert.Equal(t, catalog.Ladder{catalog.ContactSupport, catalog.Wait, catalog.FixRequest}, l.StartingWith(catalog.ContactSupport))
	assert.Equal(t, catalog.Ladder{catalog.PollStatus, catalog.Wait, catalog.FixRequest, catalog.ContactSupport}, l.StartingWith(catalog.PollStatus))
	full := catalog.Ladder{1, 2, 3, 4, 5, 6}
	assert.Equal(t, 6, full.Len())
	assert.Equal(t, catalog.Ladder{7, 1, 2, 3, 4, 5}, full.StartingWith(7))
}

func TestSets(t *testing.T) {
	s := catalog.Categories(catalog.Conflict, catalog.NotFound, catalog.None)
	var got []catalog.Category
	for c := range s.All {
		got = append(got, c)
	}
	assert.Equal(t, []catalog.Category{catalog.NotFound, catalog.Conflict}, got)
	assert.Equal(t, 2, s.Len())
	assert.False(t, s.Has(catalog.None))
	assert.Equal(t, catalog.Categories(catalog.Conflict), s.Without(catalog.NotFound).Without(catalog.None))
	d := catalog.DriftSet(0).With(catalog.TypeChanged).With(catalog.UnknownCode)
	var drifts []catalog.Drift
	for x := range d.All {
		drifts = append(drifts, x)
	}
	assert.Equal(t, []catalog.Drift{catalog.UnknownCode, catalog.TypeChanged}, drifts)
	assert.True(t, catalog.OperationSet(0).Admits(catalog.SSO), "the empty set admits any")
	assert.False(t, catalog.OperationSet(1<<catalog.Login).Admits(catalog.SSO))
}
