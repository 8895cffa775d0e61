package words

// Language is one of the languages that there are words in. The zero value is
// English, which also stands in for those that there are none in.
type Language uint8

const (
	English    Language = 0
	German     Language = 1
	French     Language = 2
	Spanish    Language = 3
	Italian    Language = 4
	Portuguese Language = 5
)

// NumLanguages is the number of languages.
const NumLanguages = 6

var tags = [NumLanguages]string{"en", "de", "fr", "es", "it", "pt"}

// String returns the language's tag, as BCP 47 has it: "de". It is "" for a
// number that is no language.
func (l Language) String() string {
	if l < NumLanguages {
		return tags[l]
	}
	return ""
}

// Parse returns the language of a tag, whatever follows its first part and in
// any case: "de", "de-AT", "DE_at". It reports false for other languages.
func Parse(tag string) (Language, bool) {
	if len(tag) < 2 || len(tag) > 2 && tag[2] != '-' && tag[2] != '_' {
		return English, false
	}
	for l, known := range tags {
		if tag[0]|0x20 == known[0] && tag[1]|0x20 == known[1] {
			return Language(l), true
		}
	}
	return English, false
}
