package main

import (
	"encoding/json"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
)

// group is a verdict with what it is grouped by and what it does to breakers.
type group struct {
	Verdict     json.RawMessage `json:"verdict"`
	Fingerprint string          `json:"fingerprint"`
	Institution string          `json:"institution"`
	Connection  string          `json:"connection"`
	Key         string          `json:"key"`
	Trips       bool            `json:"trips"`
}

// oddCodes and oddIDs are what bodies and callers may come up with.
var (
	oddCodes = []string{"", "moon_phase", "Moon-Phase.", "error-12345", "error-123", "e102", "cafe", "feedback", "a-cafe.1234_b", "-_.", "a b",
		"jane@example.com", "3f2504e0-4f89-beef-9a0c-0305e82c3301", "Überfällig", "\u2028", "😀", "a\nb", "constructor",
		strings.Repeat("x", 32), strings.Repeat("x", 33), strings.Repeat("x-", 32), strings.Repeat("x-", 32) + "x"}
	oddIDs = []string{"", "AU00000", "a/b %é~\x00", "😀", "constructor", strings.Repeat("x", 64), strings.Repeat("x", 65), strings.Repeat("é", 33)}
)

// groups asks what the labels ask, in all ways, and then about odd codes and ids.
func groups(to *json.Encoder) error {
	cases, err := corpus.Load(answers)
	if err != nil {
		return err
	}
	for i := range cases {
		req, err := cases[i].Request()
		if err != nil {
			return err
		}
		for _, asked := range variants(req) {
			v := decoder.Classify(&asked)
			if err := to.Encode(groupOf(&v, "AU00000", "3c1e")); err != nil {
				return err
			}
		}
	}
	return oddGroups(to)
}

func oddGroups(to *json.Encoder) error {
	v := catalog.Verdict{Provider: catalog.MX, Basis: catalog.BasisStatus, Reason: "mx.status-400"}
	for _, v.Code = range oddCodes {
		if err := to.Encode(groupOf(&v, "", "")); err != nil {
			return err
		}
	}
	for _, v.Scope = range []catalog.Scope{catalog.ScopeRequest, catalog.ScopeConnection, catalog.ScopeInstitution, catalog.ScopeApp} {
		for _, id := range oddIDs {
			if err := to.Encode(groupOf(&v, id, id)); err != nil {
				return err
			}
		}
	}
	return nil
}

func groupOf(v *catalog.Verdict, institution, connection string) group {
	return group{
		Verdict: v.AppendJSON(nil), Fingerprint: v.Fingerprint().String(), Institution: institution, Connection: connection,
		Key: v.BreakerKey(catalog.BreakerIDs{Institution: institution, Connection: connection}), Trips: v.TripsBreaker(),
	}
}
