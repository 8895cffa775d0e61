package overlay_test

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rules is one of each kind, with every condition and field somewhere.
func rules() []overlay.Rule {
	return []overlay.Rule{
		{Name: "acme.frozen",
			When: overlay.When{Providers: 1 << catalog.Basiq, Shapes: 1 << catalog.ShapeBasiqJob, Operations: 1 << catalog.Job,
				Statuses: []overlay.StatusRange{{From: 200, To: 200}}, Codes: []string{"account-frozen", "acc-17"}, Step: "retrieve-accounts"},
			Then: overlay.Then{Set: overlay.FieldCategory | overlay.FieldActions | overlay.FieldPolicy | overlay.FieldReason,
				Category: catalog.UserActionRequired, Actions: catalog.Ladder{catalog.UserAtInstitution}, Policy: catalog.AfterUser, Reason: "acme.bank-froze-account"}},
		{Name: "acme.quiet-night",
			When: overlay.When{Messages: []string{"nightly batch"}, Statuses: []overlay.StatusRange{{From: 500, To: 599}, {}}},
			Then: overlay.Then{Set: overlay.FieldCategory | overlay.FieldAutomatic | overlay.FieldInitialMs | overlay.FieldFactor | overlay.FieldCapMs | overlay.FieldMaxRetries |
				overlay.FieldCertainty | overlay.FieldAlternatives,
				Category: catalog.InstitutionUnavailable, Automatic: true, InitialMs: 60_000, FactorTenths: 15, CapMs: 600_000, MaxRetries: 9,
				Certainty: catalog.Ambiguous, Alternatives: catalog.Categories(catalog.AggregatorInternal)}},
		{Name: "acme.payments-block",
			When: overlay.When{Operations: 1 << catalog.Payment},
			Then: overlay.Then{Set: overlay.FieldSeverity | overlay.FieldParty | overlay.FieldScope | overlay.FieldGRPCCode | overlay.FieldEffect,
				Severity: catalog.SeverityBlocking, Party: catalog.PartyApp, Scope: catalog.ScopeApp, GRPCCode: catalog.GRPCAborted, Effect: catalog.EffectUnknown}},
		{Name: "acme.gone-is-fine", When: overlay.When{Codes: []string{"acc-17"}}, Then: overlay.Then{Set: overlay.FieldOutcome, Outcome: catalog.OutcomeOK}},
	}
}

func TestRoundTrip(t *testing.T) {
	for n := range len(rules()) + 1 {
		want := rules()[:n]
		b, err := overlay.Encode(want)
		require.NoError(t, err)
		o, err := overlay.Load(b)
		require.NoError(t, err)
		require.Equal(t, n, o.Len())
		for i := range want {
			assert.Equal(t, &want[i], o.Rule(i))
		}
		again, err := overlay.Encode(want)
		require.NoError(t, err)
		assert.Equal(t, b, again)
	}
}

func TestFind(t *testing.T) {
	b, err := overlay.Encode(rules())
	require.NoError(t, err)
	o, err := overlay.Load(b)
	require.NoError(t, err)
	job := func(code string) overlay.Question {
		return overlay.Question{Provider: catalog.Basiq, Shape: catalog.ShapeBasiqJob, Codes: [2]string{code},
			Evidence: &catalog.Evidence{Status: 200, Operation: catalog.Job, Step: "retrieve-accounts"}}
	}
	with := func(q overlay.Question, change func(*overlay.Question)) overlay.Question { change(&q); return q }
	for _, c := range []struct {
		name string
		q    overlay.Question
		rule string
	}{
		{"all conditions hold", job("account-frozen"), "acme.frozen"},
		{"another spelling", job(" Account_Frozen."), "acme.frozen"},
		{"the first of two", job("acc-17"), "acme.frozen"},
		{"the second code of the body", with(job("x"), func(q *overlay.Question) { q.Codes[1] = "acc-17" }), "acme.frozen"},
		{"another provider", with(job("acc-17"), func(q *overlay.Question) { q.Provider = catalog.MX }), "acme.gone-is-fine"},
		{"another provider, without another rule", with(job("account-frozen"), func(q *overlay.Question) { q.Provider = catalog.MX }), ""},
		{"another status", with(job("account-frozen"), func(q *overlay.Question) { q.Evidence.Status = 500 }), ""},
		{"another operation", with(job("account-frozen"), func(q *overlay.Question) { q.Evidence.Operation = catalog.Read }), ""},
		{"a payment", with(job("account-frozen"), func(q *overlay.Question) { q.Evidence.Operation = catalog.Payment }), "acme.payments-block"},
		{"another step", with(job("account-frozen"), func(q *overlay.Question) { q.Evidence.Step = "login" }), ""},
		{"another shape", with(job("account-frozen"), func(q *overlay.Question) { q.Shape = catalog.ShapeBasiqErrors }), ""},
		{"a text, whatever its case", with(job(""), func(q *overlay.Question) {
			q.Evidence.Status, q.Evidence.Texts[0] = 503, "Closed for the NIGHTLY batch"
		}), "acme.quiet-night"},
		{"no answer at all", with(job(""), func(q *overlay.Question) {
			q.Evidence.Status, q.Evidence.Texts[1] = 0, "nightly batch"
		}), "acme.quiet-night"},
		{"a text in broken JSON", with(job(""), func(q *overlay.Question) {
			q.Shape, q.Evidence.Status, q.Evidence.Texts[0] = catalog.ShapeInvalidJSON, 503, "nightly batch"
		}), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := o.Find(&c.q)
			if c.rule == "" {
				assert.Nil(t, a.Rule)
				return
			}
			require.NotNil(t, a.Rule)
			assert.Equal(t, c.rule, a.Rule.Name)
			assert.Equal(t, a.Rule.Decides(), a.Row != nil)
			assert.Zero(t, testing.AllocsPerRun(10, func() { o.Find(&c.q) }))
		})
	}
}

// TestChecks: each fault is named with its place.
func TestChecks(t *testing.T) {
	category := func(c catalog.Category) overlay.Then { return overlay.Then{Set: overlay.FieldCategory, Category: c} }
	status := func(from, to uint16) overlay.When {
		return overlay.When{Statuses: []overlay.StatusRange{{From: from, To: to}}}
	}
	text := overlay.When{Messages: []string{"some text"}}
	for _, c := range []struct {
		key  string
		rule overlay.Rule
	}{
		{"name", overlay.Rule{}},
		{"name", overlay.Rule{Name: "no blanks"}},
		{"name", overlay.Rule{Name: "basiq-9"}},
		{"when", overlay.Rule{Name: "a", Then: category(catalog.NotFound)}},
		{"when", overlay.Rule{Name: "a", When: overlay.When{Providers: 2}, Then: category(catalog.NotFound)}},
		{"when.provider", overlay.Rule{Name: "a", When: overlay.When{Providers: 1}, Then: category(catalog.NotFound)}},
		{"when.shape", overlay.Rule{Name: "a", When: overlay.When{Shapes: 1 << 22}, Then: category(catalog.NotFound)}},
		{"when.operation", overlay.Rule{Name: "a", When: overlay.When{Operations: 1 << 11}, Then: category(catalog.NotFound)}},
		{"when.status", overlay.Rule{Name: "a", When: status(99, 200), Then: category(catalog.NotFound)}},
		{"when.status", overlay.Rule{Name: "a", When: status(400, 399), Then: category(catalog.NotFound)}},
		{"when.code", overlay.Rule{Name: "a", When: overlay.When{Codes: []string{"Not_Normal"}}, Then: category(catalog.NotFound)}},
		{"when.message", overlay.Rule{Name: "a", When: overlay.When{Messages: []string{"Upper"}}, Then: category(catalog.NotFound)}},
		{"when.message", overlay.Rule{Name: "a", When: overlay.When{Messages: []string{"of"}}, Then: category(catalog.NotFound)}},
		{"when.step", overlay.Rule{Name: "a", When: overlay.When{Step: "Login"}, Then: category(catalog.NotFound)}},
		{"then", overlay.Rule{Name: "a", When: status(404, 404)}},
		{"then", overlay.Rule{Name: "a", When: status(404, 404), Then: overlay.Then{Set: 1 << 20}}},
		{"then.category", overlay.Rule{Name: "a", When: status(500, 599), Then: category(catalog.InvalidRequest)}},
		{"then.category", overlay.Rule{Name: "a", When: status(500, 599), Then: category(catalog.None)}},
		{"then.category", overlay.Rule{Name: "a", When: status(500, 599), Then: overlay.Then{Set: overlay.FieldOutcome}}},
		{"then.party", overlay.Rule{Name: "a", When: status(404, 404), Then: overlay.Then{Set: overlay.FieldOutcome | overlay.FieldParty, Outcome: catalog.OutcomeOK}}},
		{"then.category", overlay.Rule{Name: "a", When: status(202, 202), Then: overlay.Then{Set: overlay.FieldOutcome | overlay.FieldCategory, Outcome: catalog.OutcomePending}}},
		{"then.retry.policy", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldPolicy}}},
		{"then.retry.automatic", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldCategory | overlay.FieldAutomatic, Category: catalog.NotFound, Automatic: true}}},
		{"then.retry.max_retries", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldCategory | overlay.FieldMaxRetries, Category: catalog.NotFound, MaxRetries: 1}}},
		{"then.retry.initial_ms", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldInitialMs, InitialMs: overlay.MaxDelayMs + 1}}},
		{"then.retry.cap_ms", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldInitialMs | overlay.FieldCapMs, InitialMs: 2, CapMs: 1}}},
		{"then.retry.factor", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldFactor, FactorTenths: 9}}},
		{"then.retry.max_retries", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldMaxRetries, MaxRetries: 101}}},
		{"then.actions", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldActions}}},
		{"then.actions", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldActions, Actions: catalog.Ladder{catalog.Wait, catalog.Wait}}}},
		{"then.actions", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldActions, Actions: catalog.Ladder{99}}}},
		{"then.actions", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldActions | overlay.FieldPolicy, Actions: catalog.Ladder{catalog.Wait}, Policy: catalog.Never}}},
		{"then.severity", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldSeverity, Severity: 9}}},
		{"then.reason", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldReason, Reason: "a b"}}},
		{"then.alternatives", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldAlternatives, Alternatives: 1}}},
		{"then.outcome", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldOutcome, Outcome: catalog.OutcomeOK}}},
		{"then.effect", overlay.Rule{Name: "a", When: text, Then: overlay.Then{Set: overlay.FieldEffect, Effect: catalog.EffectNotApplied}}},
	} {
		_, err := overlay.Encode([]overlay.Rule{rules()[0], c.rule})
		var e *overlay.Error
		require.ErrorAs(t, err, &e, "%s %+v", c.key, c.rule)
		assert.Equal(t, c.key, e.Key, "%v", err)
		assert.Equal(t, 2, e.Rule, "%v", err)
		assert.Contains(t, err.Error(), "overlay: rule 2")
	}
	_, err := overlay.Encode([]overlay.Rule{rules()[0], rules()[0]})
	assert.EqualError(t, err, "overlay: rule 2: name: is the name of an earlier rule")
	_, err = overlay.Encode(make([]overlay.Rule, overlay.MaxRules+1))
	assert.EqualError(t, err, "overlay: has too many rules: at most 1024")
}

// TestDamage: no byte of a binary form can be changed, and it cannot be cut,
// without an error that says so.
func TestDamage(t *testing.T) {
	good, err := overlay.Encode(rules())
	require.NoError(t, err)
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x41
		_, err := overlay.Load(bad)
		assert.Error(t, err, "byte %d", i)
		_, err = overlay.Load(good[:i])
		assert.Error(t, err, "cut at %d", i)
	}
	_, err = overlay.Load(append(append([]byte(nil), good...), 0))
	assert.EqualError(t, err, "overlay: its binary form is cut, or more than one")
	_, err = overlay.Load([]byte("version: 1\nrules: []\n"))
	assert.ErrorContains(t, err, "finfault overlay compile")
}

// FuzzLoad: whatever the bytes, Load returns an error or rules that can be
// encoded again, and asking them does not panic.
func FuzzLoad(f *testing.F) {
	for n := range len(rules()) + 1 {
		b, err := overlay.Encode(rules()[:n])
		require.NoError(f, err)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		o, err := overlay.Load(overlay.Sealed(b))
		if err != nil {
			return
		}
		var again []overlay.Rule
		for i := range o.Len() {
			again = append(again, *o.Rule(i))
		}
		_, err = overlay.Encode(again)
		require.NoError(t, err)
		for s := range catalog.Shape(catalog.NumShapes) {
			o.Find(&overlay.Question{Provider: catalog.Basiq, Shape: s, Codes: [2]string{"acc-17", string(b)}, Evidence: &catalog.Evidence{Status: 503, Texts: [2]string{string(b)}}})
		}
	})
}
