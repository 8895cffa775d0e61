package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder/internal/envelope"
)

// finding is one error of several, with what was decided on it.
type finding struct {
	reading  reading
	decision decision
}

// rank orders findings by how restrictive they are.
func (f *finding) rank() int {
	if f.decision.row == nil || f.decision.row.Outcome == catalog.OutcomeOK {
		return 0
	}
	return int(f.decision.policy())
}

// errorFold is the most restrictive of a number of errors, the first of equals.
type errorFold struct {
	total int
	best  finding
	drift catalog.DriftSet
}

func (f *errorFold) reset() { f.total, f.best.decision.row, f.drift = 0, nil, 0 }

// add takes the next error of the body in and reports whether it is now the
// most restrictive one.
func (f *errorFold) add(r *reading, dec *decision) bool {
	f.total++
	f.drift |= dec.drift
	next := finding{*r, *dec}
	if f.best.decision.row != nil && next.rank() <= f.best.rank() {
		return false
	}
	f.best = next
	return true
}

// Restart is told that a new list begins, which replaces an earlier one.
func (d *Decoder) Restart() {
	d.v.ErrorsDropped = 0
	d.spilled.reset()
	d.jobs.reset()
}

// Item is told of an element of a list past those that are kept. The verdict
// has to be the most restrictive of all, so it is decided upon while it is
// there.
func (d *Decoder) Item(i *envelope.Item) {
	trace := d.trace
	d.trace, d.spilling = nil, true
	switch {
	case isJob(i):
		d.jobs.add(d, i)
	case isErrorItem(i, !d.success()):
		r := d.newReading(catalog.ShapeBasiqErrors)
		d.readErrorItem(&r, i)
		dec := d.decide(catalog.Basiq, &r)
		d.spilled.add(&r, &dec)
		d.list(&r, &dec)
	}
	d.trace, d.spilling = trace, false
}

// judgeErrors decides on a list of errors.
func (d *Decoder) judgeErrors(p catalog.Provider) {
	var fold errorFold
	list := d.env.Data.List
	for i := range list {
		if !isErrorItem(&list[i], !d.success()) {
			continue
		}
		r := d.newReading(d.reading.shape)
		d.readErrorItem(&r, &list[i])
		dec := d.decide(p, &r)
		fold.add(&r, &dec)
		d.list(&r, &dec)
	}
	if s := &d.spilled; s.total > 0 {
		fold.drift |= s.drift
		if s.best.rank() > fold.best.rank() {
			fold.best = s.best
		}
	}
	d.conclude(&fold.best, fold.drift)
}

// conclude applies the finding that speaks for the whole body.
func (d *Decoder) conclude(best *finding, drift catalog.DriftSet) {
	best.reading.shape, best.reading.trace = d.reading.shape, d.reading.trace
	best.decision.drift |= drift | d.reading.drift
	d.apply(&best.reading, &best.decision)
	if len(d.v.Errors)+d.v.ErrorsDropped < 2 {
		d.v.Errors = d.v.Errors[:0]
	}
	if d.v.Outcome != catalog.OutcomeError {
		for i := range d.v.Errors {
			e := &d.v.Errors[i]
			e.Title, e.Detail, e.Source = "", "", ""
		}
	}
}

// list adds an error to the verdict's list, or counts it once that is full.
func (d *Decoder) list(r *reading, dec *decision) {
	v := d.v
	if d.spilling || len(v.Errors) == catalog.MaxErrors {
		v.ErrorsDropped++
		return
	}
	row := dec.row
	v.Errors = append(v.Errors, catalog.ErrorItem{
		Category: row.Category, Party: row.Party, Severity: row.Severity, Policy: row.Policy, Actions: row.Actions,
		Basis: dec.basis, Certainty: dec.certainty, Code: r.raw, Reason: dec.reason, Row: dec.name,
		Title: r.title(), Detail: r.detail(), Source: r.evidence.Source,
	})
}

// jobFold is the newest of a number of jobs, the most restrictive of those
// that are equally new. A job without a date could be the newest one, so it
// always counts.
type jobFold struct {
	total   int
	dated   errorFold
	date    int64
	undated errorFold
}

func (f *jobFold) reset() {
	f.total, f.date = 0, 0
	f.dated.reset()
	f.undated.reset()
}

// add decides on one job and takes it in.
func (f *jobFold) add(d *Decoder, i *envelope.Item) {
	f.total++
	best := d.judgeJob(i)
	date, ok := jobDate(i)
	switch {
	case !ok:
		f.undated.add(&best.reading, &best.decision)
		return
	case f.dated.total == 0 || date > f.date:
		f.dated.reset()
		f.date = date
	case date < f.date:
		return
	}
	f.dated.add(&best.reading, &best.decision)
}

func (f *jobFold) best() *finding {
	if f.undated.total > 0 && (f.dated.total == 0 || f.undated.best.rank() > f.dated.best.rank()) {
		return &f.undated.best
	}
	return &f.dated.best
}

// judgeJobs decides on a job or a list of jobs.
func (d *Decoder) judgeJobs(catalog.Provider) {
	// The ones past the kept ones have been folded while they were read; of
	// equals the first of the body counts, so they come last.
	spilled := d.jobs
	d.jobs.reset()
	if d.reading.shape == catalog.ShapeBasiqJob {
		d.jobs.add(d, &d.env.Item)
	} else {
		for i := range d.env.Data.List {
			if item := &d.env.Data.List[i]; isJob(item) {
				d.jobs.add(d, item)
			}
		}
	}
	d.jobs.merge(&spilled)
	best := d.jobs.best()
	d.conclude(best, best.decision.drift)
}

// merge takes in what was folded of later jobs.
func (f *jobFold) merge(later *jobFold) {
	f.total += later.total
	if later.undated.total > 0 {
		f.undated.add(&later.undated.best.reading, &later.undated.best.decision)
	}
	if later.dated.total == 0 || f.dated.total > 0 && later.date < f.date {
		return
	}
	if f.dated.total == 0 || later.date > f.date {
		f.dated.reset()
		f.date = later.date
	}
	f.dated.add(&later.dated.best.reading, &later.dated.best.decision)
}

// judgeJob decides on one job: its failed steps, else what it waits for.
func (d *Decoder) judgeJob(i *envelope.Item) finding {
	var fold errorFold
	pending := &allGood
	for s := range i.Steps.List {
		step := &i.Steps.List[s]
		switch {
		case isFailure(step.Status.S):
			r := d.newReading(catalog.ShapeBasiqJob)
			d.readStep(&r, step)
			dec := d.decide(catalog.Basiq, &r)
			fold.add(&r, &dec)
			d.list(&r, &dec)
		case isWaiting(step.Status.S) && equalFold(step.Title.S, "mfa-challenge") && step.Result.Type.S == "mfa":
			pending = &pendingMFA
		case isWaiting(step.Status.S) && pending == &allGood:
			pending = &pendingPoll
		}
	}
	switch {
	case i.Steps.Failed > 0:
		// Failures that were not kept: no cause is known, so nothing is resent.
		d.v.ErrorsDropped += i.Steps.Failed
		d.addFailure(&fold)
	case fold.total == 0 && (isFailure(i.Status.S) || isTimeout(i.Status.S)):
		dec := d.addFailure(&fold)
		d.list(&fold.best.reading, &dec)
	case fold.total == 0:
		r := d.newReading(catalog.ShapeBasiqJob)
		r.fixed = pending
		dec := d.decide(catalog.Basiq, &r)
		return finding{r, dec}
	}
	return fold.best
}

// addFailure takes in a failure without a step to name.
func (d *Decoder) addFailure(fold *errorFold) decision {
	r := d.newReading(catalog.ShapeBasiqJob)
	r.failed = true
	dec := d.decide(catalog.Basiq, &r)
	fold.add(&r, &dec)
	return dec
}

// isWaiting reports whether a step is still to come to something.
func isWaiting(status string) bool {
	return equalFold(status, "pending") || equalFold(status, "in-progress") || equalFold(status, "in_progress")
}

// isTimeout reports a job status that a client of Basiq's has seen beside failed.
func isTimeout(status string) bool { return equalFold(status, "timeout") }

// jobDate returns when a job was last updated, in milliseconds since 1970.
func jobDate(i *envelope.Item) (int64, bool) {
	for _, t := range [...]*envelope.Text{&i.Updated, &i.UpdatedDate, &i.Created, &i.CreatedDate} {
		if ms, ok := parseTimestamp(t.S); ok {
			return ms, true
		}
	}
	return 0, false
}
