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

// rank orders decisions by how restrictive they are.
func (dec *decision) rank() int {
	if dec.row == nil || dec.row.Outcome == catalog.OutcomeOK {
		return 0
	}
	return int(dec.policy())
}

// errorFold is the most restrictive of a number of errors, the first of equals.
// It is held where any of them is: what a text may not permit for one of the
// errors, it may not for the body.
type errorFold struct {
	total int
	best  finding
	drift catalog.DriftSet
}

func (f *errorFold) reset() {
	f.total, f.drift = 0, 0
	f.best.decision.row, f.best.decision.held = nil, false
}

// add takes the next error of the body in.
func (f *errorFold) add(r *reading, dec *decision) {
	f.total++
	f.drift |= dec.drift
	held := f.best.decision.held || dec.held
	if f.best.decision.row == nil || dec.rank() > f.best.decision.rank() {
		f.best = finding{*r, *dec}
	}
	f.best.decision.held = held
}

// addBest takes in the most restrictive of other errors, with the drift of all.
func (f *errorFold) addBest(other *errorFold) {
	f.add(&other.best.reading, &other.best.decision)
	f.drift |= other.drift
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
		var r reading
		r.start(d.req, catalog.ShapeBasiqErrors)
		d.readErrorItem(&r, i)
		var dec decision
		d.decide(catalog.Basiq, &r, &dec)
		d.spilled.add(&r, &dec)
		d.list(&r, &dec)
	}
	d.trace, d.spilling = trace, false
}

// judgeErrors decides on a list of errors.
func (d *Decoder) judgeErrors(p catalog.Provider) {
	if d.reading.count == 1 && d.spilled.total == 0 {
		d.judgeOnlyError(p)
		return
	}
	var fold errorFold
	list := d.env.Data.List
	for i := range list {
		if !isErrorItem(&list[i], !d.success()) {
			continue
		}
		d.at++
		var r reading
		r.start(d.req, d.reading.shape)
		d.readErrorItem(&r, &list[i])
		var dec decision
		d.decide(p, &r, &dec)
		fold.add(&r, &dec)
		d.list(&r, &dec)
	}
	if d.spilled.total > 0 {
		fold.addBest(&d.spilled)
	}
	d.conclude(&fold.best, fold.drift)
}

// judgeOnlyError decides on a list of one error, which is what nearly all are.
func (d *Decoder) judgeOnlyError(p catalog.Provider) {
	r := &d.reading
	for i := range d.env.Data.List {
		if item := &d.env.Data.List[i]; isErrorItem(item, !d.success()) {
			d.readErrorItem(r, item)
			break
		}
	}
	var dec decision
	d.decide(p, r, &dec)
	d.apply(r, &dec)
}

// conclude applies the finding that speaks for the whole body.
func (d *Decoder) conclude(best *finding, drift catalog.DriftSet) {
	d.at = 0
	best.reading.shape = d.reading.shape
	best.decision.drift |= drift | d.reading.drift
	d.apply(&best.reading, &best.decision)
	if len(d.v.Errors)+d.v.ErrorsDropped < 2 {
		d.v.Errors, d.v.ErrorsDropped = d.v.Errors[:0], 0
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
	row := dec.says(&d.amended)
	name, reason := dec.names()
	v.Errors = append(v.Errors, catalog.ErrorItem{
		Category: row.Category, Party: row.Party, Severity: row.Severity, Policy: row.Policy, Actions: row.Actions,
		Basis: dec.basis, Certainty: dec.certainty, Code: r.raw, Reason: reason, Row: name,
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
	var job errorFold
	d.judgeJob(i, &job)
	date, ok := jobDate(i)
	switch {
	case !ok:
		f.undated.addBest(&job)
		return
	case f.dated.total == 0 || date > f.date:
		f.dated.reset()
		f.date = date
	case date < f.date:
		return
	}
	f.dated.addBest(&job)
}

// best returns what decides: the newest job, or one that could be newer. Where
// either is held, so is what decides.
func (f *jobFold) best() *errorFold {
	dated, undated := &f.dated.best.decision, &f.undated.best.decision
	dated.held = dated.held || undated.held
	undated.held = dated.held
	if f.undated.total > 0 && (f.dated.total == 0 || undated.rank() > dated.rank()) {
		return &f.undated
	}
	return &f.dated
}

// judgeJobs decides on a job or a list of jobs.
func (d *Decoder) judgeJobs(catalog.Provider) {
	// The ones past the kept ones have been folded while they were read; of
	// equals the first of the body counts, so they come last.
	var spilled *jobFold
	if d.jobs.total > 0 {
		later := d.jobs
		spilled = &later
	}
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
	if spilled != nil {
		d.jobs.merge(spilled)
	}
	if d.env.Steps.Kind > envelope.Null && d.env.Steps.Kind != envelope.Array {
		d.reading.drift = d.reading.drift.With(catalog.TypeChanged)
	}
	best := d.jobs.best()
	d.conclude(&best.best, best.drift)
}

// merge takes in what was folded of later jobs.
func (f *jobFold) merge(later *jobFold) {
	f.total += later.total
	if later.undated.total > 0 {
		f.undated.addBest(&later.undated)
	}
	if later.dated.total == 0 || f.dated.total > 0 && later.date < f.date {
		return
	}
	if f.dated.total == 0 || later.date > f.date {
		f.dated.reset()
		f.date = later.date
	}
	f.dated.addBest(&later.dated)
}

// judgeJob decides on one job: its failed steps, else what it waits for. The
// fold must be empty.
func (d *Decoder) judgeJob(i *envelope.Item, fold *errorFold) {
	pending := &allGood
	for s := range i.Steps.List {
		step := &i.Steps.List[s]
		switch {
		case isFailure(step.Status.S()):
			d.judgeStep(step, fold)
		case !isWaiting(step.Status.S()):
		case equalFold(step.Title.S(), "mfa-challenge") && step.Result.Type.S() == "mfa":
			pending = &pendingMFA
		case pending == &allGood:
			pending = &pendingPoll
		}
	}
	switch {
	case i.Steps.Failed > 0:
		// Failures that were not kept: no cause is known, so nothing is resent.
		d.v.ErrorsDropped += i.Steps.Failed
		d.addState(true, nil, fold)
	case fold.total == 0 && (isFailure(i.Status.S()) || isTimeout(i.Status.S())):
		d.addState(true, nil, fold)
		d.list(&fold.best.reading, &fold.best.decision)
	case fold.total == 0:
		d.addState(false, pending, fold)
	}
}

// judgeStep decides on a failed step.
func (d *Decoder) judgeStep(step *envelope.Step, fold *errorFold) {
	d.at++
	var r reading
	r.start(d.req, catalog.ShapeBasiqJob)
	d.readStep(&r, step)
	var dec decision
	d.decide(catalog.Basiq, &r, &dec)
	fold.add(&r, &dec)
	d.list(&r, &dec)
}

// addState takes in what a job came to as a whole: a failure without a step to
// name, or else the state it is in.
func (d *Decoder) addState(failed bool, state *catalog.Row, fold *errorFold) {
	var r reading
	r.start(d.req, catalog.ShapeBasiqJob)
	r.failed, r.fixed = failed, state
	var dec decision
	d.decide(catalog.Basiq, &r, &dec)
	fold.add(&r, &dec)
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
		if ms, ok := parseTimestamp(t.S()); ok {
			return ms, true
		}
	}
	return 0, false
}
