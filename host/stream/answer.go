package stream

import (
	"strconv"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/records"
)

// worker answers blocks, one at a time.
type worker struct {
	*run
	judge   Judge
	parser  records.Parser
	record  records.Record
	verdict catalog.Verdict
}

// answerAll answers the blocks that are to be had.
func (r *run) answerAll() {
	w := &worker{run: r, judge: r.options.judge()}
	for j := range r.work {
		w.answer(j)
		j.done <- struct{}{}
	}
}

// mostAnswers is how much memory for answers a job keeps.
const mostAnswers = 8 * records.BlockSize

// answer answers the lines of a block, up to one that ends the stream.
func (w *worker) answer(j *job) {
	if cap(j.answers) > mostAnswers {
		j.answers = nil
	}
	j.answers, j.bad, j.err = j.answers[:0], j.bad[:0], nil
	j.stats = Stats{In: int64(j.block.Size())}
	for j.err == nil {
		line, number, ok := j.block.Next()
		if !ok {
			break
		}
		if err := j.block.Parse(&w.parser, line, &w.record); err != nil {
			w.refuse(j, err.(*records.Error))
			continue
		}
		j.err = w.classify(j, number)
	}
	j.stats.Out = int64(len(j.answers))
}

// classify appends the verdict on the record.
func (w *worker) classify(j *job, number int64) error {
	req := &w.record.Request
	if req.Provider == catalog.ProviderUnknown {
		req.Provider = w.options.Provider
	}
	if req.Operation == catalog.OperationUnknown {
		req.Operation = w.options.Operation
	}
	if err := w.judge.Classify(w.ctx, req, &w.verdict); err != nil {
		return err
	}
	j.stats.count(&w.verdict)
	if !w.options.Numbered {
		j.answers = append(w.verdict.AppendJSON(j.answers), '\n')
		return nil
	}
	dst := appendNumber(j.answers, number)
	if w.record.ID != nil {
		dst = append(append(dst, `,"id":`...), w.record.ID...)
	}
	dst = append(dst, `,"verdict":`...)
	j.answers = append(w.verdict.AppendJSON(dst), "}\n"...)
	return nil
}

// refuse does with a bad line what is to be done with it.
func (w *worker) refuse(j *job, bad *records.Error) {
	if w.options.Bad == StopAtBad {
		j.err = bad
		return
	}
	j.stats.Bad++
	j.bad = append(j.bad, bad)
	if w.options.Bad == SkipBad {
		return
	}
	unnumbered := *bad
	unnumbered.Line = 0
	dst := append(appendNumber(j.answers, bad.Line), `,"error":`...)
	j.answers = append(catalog.AppendJSONString(dst, unnumbered.Error()), "}\n"...)
}

// appendNumber appends the beginning of an object, with the number of a line.
func appendNumber(dst []byte, line int64) []byte {
	return strconv.AppendInt(append(dst, `{"line":`...), line, 10)
}
