package wire

import (
	"bytes"

	"github.com/buger/jsonparser"
)

// Members are visited in one pass (ObjectEach), which was faster than EachKey
// and than a Get for each of them wherever more than one is wanted.

// raw returns a string value, aliasing it unless it has escapes, and "" for
// values of other types.
func raw(v []byte, t jsonparser.ValueType) string {
	if t != jsonparser.String {
		return ""
	}
	if bytes.IndexByte(v, '\\') < 0 {
		return alias(v)
	}
	s, _ := jsonparser.ParseString(v)
	return s
}

// member returns the one member at a path, "" where the body has none.
func member(body []byte, path ...string) (string, error) {
	v, t, _, err := jsonparser.Get(body, path...)
	return raw(v, t), err
}

// number returns a number as an integer, 0 for values of other types.
func number(v []byte, t jsonparser.ValueType) int {
	if t != jsonparser.Number {
		return 0
	}
	n, _ := jsonparser.ParseInt(v)
	return int(n)
}

func (m *BasiqErrors) ReadJSONParser(body []byte) error {
	return jsonparser.ObjectEach(body, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "correlationId":
			m.CorrelationID = raw(v, t)
		case "data":
			return m.readData(v)
		}
		return nil
	})
}

func (m *BasiqErrors) readData(data []byte) error {
	_, err := jsonparser.ArrayEachErr(data, func(item []byte, _ jsonparser.ValueType, _ int, _ error) error {
		m.Data = append(m.Data, BasiqError{})
		return m.Data[len(m.Data)-1].ReadJSONParser(item)
	})
	return err
}

func (m *BasiqError) ReadJSONParser(body []byte) error {
	return jsonparser.ObjectEach(body, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "code":
			m.Code = raw(v, t)
		case "title":
			m.Title = raw(v, t)
		case "detail":
			m.Detail = raw(v, t)
		case "source":
			return m.Source.readJSONParser(v)
		}
		return nil
	})
}

func (m *BasiqSource) readJSONParser(source []byte) error {
	return jsonparser.ObjectEach(source, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "pointer":
			m.Pointer = raw(v, t)
		case "parameter":
			m.Parameter = raw(v, t)
		}
		return nil
	})
}

func (m *BasiqJob) ReadJSONParser(body []byte) error {
	_, err := jsonparser.ArrayEachErr(body, func(step []byte, _ jsonparser.ValueType, _ int, _ error) error {
		m.Steps = append(m.Steps, BasiqStep{})
		return m.Steps[len(m.Steps)-1].readJSONParser(step)
	}, "steps")
	return err
}

func (m *BasiqStep) readJSONParser(step []byte) error {
	return jsonparser.ObjectEach(step, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "title":
			m.Title = raw(v, t)
		case "status":
			m.Status = raw(v, t)
		case "result":
			if t == jsonparser.Object {
				return m.Result.readJSONParser(v)
			}
		}
		return nil
	})
}

func (m *BasiqResult) readJSONParser(result []byte) error {
	return jsonparser.ObjectEach(result, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "code":
			m.Code = raw(v, t)
		case "title":
			m.Title = raw(v, t)
		case "detail":
			m.Detail = raw(v, t)
		}
		return nil
	})
}

func (m *BasiqList) ReadJSONParser(body []byte) error {
	_, err := jsonparser.ArrayEachErr(body, func(item []byte, _ jsonparser.ValueType, _ int, _ error) error {
		m.Data = append(m.Data, BasiqResource{})
		return m.Data[len(m.Data)-1].readJSONParser(item)
	}, "data")
	return err
}

func (m *BasiqResource) readJSONParser(item []byte) error {
	return jsonparser.ObjectEach(item, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "type":
			m.Type = raw(v, t)
		case "code":
			m.Code = raw(v, t)
		}
		return nil
	})
}

func (m *Synapse) ReadJSONParser(body []byte) error {
	return jsonparser.ObjectEach(body, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "error_code":
			m.ErrorCode = raw(v, t)
		case "success":
			m.Success = string(v) == "true"
		case "error":
			m.Error.En, _ = member(v, "en")
		case "mfa":
			m.MFA.Message, _ = member(v, "message")
		}
		return nil
	})
}

func (m *TrueLayerProblem) ReadJSONParser(body []byte) error {
	return jsonparser.ObjectEach(body, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "type":
			m.Type = raw(v, t)
		case "title":
			m.Title = raw(v, t)
		case "detail":
			m.Detail = raw(v, t)
		case "trace_id":
			m.TraceID = raw(v, t)
		}
		return nil
	})
}

func (m *TrueLayerError) ReadJSONParser(body []byte) error {
	return jsonparser.ObjectEach(body, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "error":
			m.Error = raw(v, t)
		case "error_description":
			m.ErrorDescription = raw(v, t)
		}
		return nil
	})
}

func (m *TrueLayerResource) ReadJSONParser(body []byte) error {
	return jsonparser.ObjectEach(body, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "status":
			m.Status = raw(v, t)
		case "failure_reason":
			m.FailureReason = raw(v, t)
		}
		return nil
	})
}

func (m *MXError) ReadJSONParser(body []byte) error {
	return jsonparser.ObjectEach(body, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "code":
			m.Code = number(v, t)
		case "message":
			m.Message = raw(v, t)
		}
		return nil
	})
}

func (m *MXSSO) ReadJSONParser(body []byte) (err error) {
	m.Error, err = member(body, "error")
	return err
}

func (m *MXMember) ReadJSONParser(body []byte) error {
	return jsonparser.ObjectEach(body, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "connection_status":
			m.Member.ConnectionStatus = raw(v, t)
		case "error":
			if t == jsonparser.Object {
				return m.Member.Error.readJSONParser(v)
			}
		}
		return nil
	}, "member")
}

func (m *MXMemberError) readJSONParser(e []byte) error {
	return jsonparser.ObjectEach(e, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "error_code":
			m.ErrorCode = number(v, t)
		case "error_message":
			m.ErrorMessage = raw(v, t)
		}
		return nil
	})
}

func (m *MXResource) ReadJSONParser(body []byte) (err error) {
	m.GUID, err = member(body, "guid")
	return err
}

func (m *Gateway) ReadJSONParser(body []byte) (err error) {
	m.Message, err = member(body, "message")
	return err
}

func (m *Problem) ReadJSONParser(body []byte) error {
	return jsonparser.ObjectEach(body, func(key, v []byte, t jsonparser.ValueType, _ int) error {
		switch string(key) {
		case "title":
			m.Title = raw(v, t)
		case "detail":
			m.Detail = raw(v, t)
		}
		return nil
	})
}
