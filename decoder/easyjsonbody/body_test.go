package easyjsonbody_test

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/easyjsonbody"
	"github.com/mailru/easyjson"
	"github.com/mailru/easyjson/jlexer"
	"github.com/stretchr/testify/assert"
)

var _ easyjson.Unmarshaler = (*easyjsonbody.Body)(nil)

func TestBody(t *testing.T) {
	var b easyjsonbody.Body
	for text, want := range map[string]string{
		`{"code":4011,"message":"x"}`:         `{"code":4011,"message":"x"}`,
		`"{\"code\":4011,\"message\":\"x\"}"`: `{"code":4011,"message":"x"}`,
		`"<html>"`:                            `<html>`,
		`null`:                                ``,
		`[1, 2]`:                              `[1, 2]`,
		`7`:                                   `7`,
	} {
		l := jlexer.Lexer{Data: []byte(text)}
		b.UnmarshalEasyJSON(&l)
		assert.NoError(t, l.Error(), text)
		assert.Equal(t, want, string(b), text)
	}
}

func TestBodyIsClassified(t *testing.T) {
	l := jlexer.Lexer{Data: []byte(`"{\"code\":4011,\"message\":\"x\"}"`)}
	var b easyjsonbody.Body
	b.UnmarshalEasyJSON(&l)
	v := decoder.Classify(&decoder.Request{Provider: catalog.MX, Status: 401, Body: b})
	assert.Equal(t, catalog.TokenExpired, v.Category)
}
