package main

import (
	"context"
	"slices"

	"github.com/finfault/finfault/wasm/internal/freeze"
	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// ship returns a reactor as it is committed, made of how it was linked: its hot
// functions straightened, its start run, its names gone.
func (p product) ship(ctx context.Context, linked []byte) ([]byte, error) {
	straight, err := p.copies.straighten(linked)
	if err != nil {
		return nil, err
	}
	frozen, err := freeze.Freeze(ctx, straight)
	if err != nil {
		return nil, err
	}
	return stripped(frozen)
}

// stripped drops all custom sections but the one that tells the version of Go.
func stripped(binary []byte) ([]byte, error) {
	m, err := module.Parse(binary)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(m, func(s module.Section) bool {
		return s.ID == module.Custom && !s.IsCustom(module.Producers)
	}).Bytes(), nil
}
