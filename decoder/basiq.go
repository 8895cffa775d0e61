package decoder

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder/internal/envelope"
)

// readBasiq tells the shapes of Basiq apart: a list of errors and a list of
// jobs or other resources share all but the type of their elements.
func (d *Decoder) readBasiq(r *reading) {
	e := &d.env
	r.str(&e.CorrelationID) // for its type
	data := e.Data.Kind == envelope.Array || e.Data.Kind == envelope.Object
	errors, jobs := 0, 0
	if data {
		errors, jobs = d.countItems()
	}
	switch {
	case errors > 0:
		r.shape, r.list, r.count = catalog.ShapeBasiqErrors, listErrors, errors
	case jobs > 0:
		r.shape, r.list = catalog.ShapeBasiqJobs, listJobs
	case data && !r.isSuccess() && e.CorrelationID.Kind != envelope.Absent:
		r.shape = catalog.ShapeBasiqErrors // with nothing in it
	case data:
		r.shape = catalog.ShapeBasiqResource
	case isErrorItem(&e.Item, !r.isSuccess()) && !e.Error.Given():
		r.shape = catalog.ShapeBasiqError
		d.readErrorItem(r, &e.Item)
	case isJob(&e.Item):
		r.shape, r.list = catalog.ShapeBasiqJob, listJobs
	case e.Type.Kind == envelope.String && !isURI(e.Type.S()):
		r.shape = catalog.ShapeBasiqResource
		r.failed = d.bearsFailure()
	default:
		d.readNobody(r)
		return
	}
	if e.Data.Kind == envelope.Object || e.Data.Others > 0 {
		r.drift = r.drift.With(catalog.TypeChanged)
	}
}

// countItems counts the errors and jobs among the elements of data.
func (d *Decoder) countItems() (errors, jobs int) {
	errors, jobs = d.spilled.total, d.jobs.total
	for i := range d.env.Data.List {
		item := &d.env.Data.List[i]
		switch {
		case isJob(item):
			jobs++
		case isErrorItem(item, !d.success()):
			errors++
		}
	}
	return errors, jobs
}

func (d *Decoder) success() bool { return catalog.InClass(d.req.Status, 2) }

// isErrorItem reports whether an object is an error: its type says so, or it
// has a code and a text and came where an error must be.
func isErrorItem(i *envelope.Item, expected bool) bool {
	if i.Type.Kind == envelope.String {
		return i.Type.S() == "error"
	}
	return expected && i.Code.Given() && (i.Title.Given() || i.Detail.Given() || i.Details.Given())
}

func isJob(i *envelope.Item) bool {
	return i.Type.S() == "job" || i.Type.Kind <= envelope.Null && i.Steps.Kind == envelope.Array
}

// readErrorItem reads one error into r.
func (d *Decoder) readErrorItem(r *reading, i *envelope.Item) {
	r.readError(catalog.NamespaceHTTP, &i.Code, &i.Title, &i.Detail, &i.Details, &i.Source)
}

// readStep reads a failed step of a job into r.
func (d *Decoder) readStep(r *reading, s *envelope.Step) {
	res := &s.Result
	r.readError(catalog.NamespaceJob, &res.Code, &res.Title, &res.Detail, &res.Details, &res.Source)
	r.evidence.Step = s.Title.S()
}

// readError reads the members that an error and the result of a step share.
func (r *reading) readError(ns catalog.Namespace, code, title, detail, details *envelope.Text, source *envelope.Source) {
	r.setCode(ns, r.str(code), code.Kind)
	r.setTexts(r.str(title), firstOf(r.str(detail), r.str(details)))
	r.evidence.Source = source.Best()
	if source.Kind > envelope.Null && source.Kind != envelope.Object {
		r.drift = r.drift.With(catalog.TypeChanged)
	}
	r.failed = true
}
