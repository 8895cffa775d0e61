// Package straighten rewrites WebAssembly modules of Go's compiler so that
// hosts run them two to three times as fast.
//
// # What Go's compiler emits
//
// WebAssembly has no threads and no jumps, and Go needs both. So Go keeps a
// stack of its own for each goroutine in memory, and leaves that of the host
// whenever it changes from one goroutine to another: each function returns 1
// instead of 0 and so does its caller, until none is left. Later a loop of the
// runtime calls them again one by one, from the innermost on, each at the point
// behind the call that it was left at. That point is the functions' parameter:
//
//	func (resume i32) -> i32
//	    global.get 0, local.set 1        ;; local 1 mirrors the stack pointer
//	    block $exit
//	      loop $again
//	        block $2  block $1  block $0
//	          local.get 0
//	          br_table $0 $1 $2          ;; the dispatch
//	        end                          ;; $0
//	        …                            ;; the code for resume = 0, the start
//	        i32.const 2, local.set 0, br $again   ;; a jump
//	        …
//	        end                          ;; $1
//	        …                            ;; the code for resume = 1
//	        i32.const 0, call F, global.get 0, local.set 1
//	        br_if $exit                  ;; the goroutine is being unwound
//	        end                          ;; $2
//	        …
//	      end
//	      unreachable
//	    end
//	    i32.const 1
//
// Every jump of the Go code, an if as well as a loop, sets the parameter and
// goes through the dispatch. For a host's compiler any piece of the code can
// then follow any other: nothing that it knows of a value or has in a register
// outlives a jump.
//
// # What becomes of it
//
// In all functions, jumps to code that lies ahead become branches there: a
// block that has not ended is one that a branch can leave (jumps.go). Blocks
// that nothing branches to any more go (blocks.go), roundabout instructions are
// shortened (simplify.go), and constants move into the offsets of loads and
// stores (offsets.go).
//
// Of the functions that the caller picks the module gets a second version, a
// copy. It can be entered at its start only, so that its table holds just the
// targets of its own jumps back, which are the heads of its loops (entry.go).
// Calls go to the copy: they pass a constant 0. Whatever resumes a function
// calls it through the table of the module, as closures and methods of
// interfaces are called, and that keeps the originals. When a goroutine is
// unwound, a copy returns 1 like its original and has left the same on the
// stack in memory, which is all that there is to know; what it has begun, the
// original finishes. Exports keep to the functions that they are of.
//
// Copies are laid out anew, so that nothing leads back but to the beginnings of
// loops (order.go), which become loops of WebAssembly (loops.go). A dispatch is
// left only where a loop has several entries; of Finfault's functions none has.
//
// Only copies are rewritten further, as this costs bytes:
//
//   - What would panic because of a nil pointer, an index or a divisor traps
//     (panics.go, bounds.go). Hosts lose the instance either way, but the guest
//     can no longer recover from it, and nothing is written to the standard
//     error. Do not pick functions of programs that recover from such panics.
//   - Functions that only copies call do not look how much of the stack is left:
//     those that call them have looked for both (stack.go).
//   - What tells whether the collector is at work is read from a global, which
//     has no bounds to check (barrier.go).
//   - Arguments that are the same at every call of a copy are constants
//     (arguments.go, constants.go).
//   - Small fills and copies become loads and stores (bulk.go).
//   - The local that mirrors the stack pointer stays where it is when calls move
//     the stack pointer (settle.go).
//   - Addresses are computed once as long as their pointers do not change
//     (pointers.go), those of variables of packages go by one base (zero.go), and
//     the first access by an address is made one as far as any by it (checks.go):
//     wazero checks each address that it has not seen yet, and puts code for the
//     case that it is bad between what it executes.
//   - Comparisons are decided on where they are made (tests.go, aside.go), and
//     addresses are set again where ways come together (joins.go). Neither
//     changes what a function does: wazero 1.12 makes a number of a comparison
//     that leads to a block with other ways to it, and forgets which bounds it has
//     checked of locals that are read there twice.
//
// What it gains: finfault.wasm classifies answers of its corpus in 0.32 to 0.35
// of the time in wazero 1.12, and an error of Basiq's in 0.43 of it in V8 (Node
// 20), with its decoder and catalog copied. The copies are paid for by what the
// originals lose but for 2 % of the module when it is compressed with brotli.
//
// # What is assumed of Go's compiler
//
// This is what Go 1.26 emits, and how each point is made sure of:
//
//   - Go's functions have the type (i32) -> i32, and begin with the two
//     instructions that mirror the stack pointer. What does not is left alone
//     but for its calls: helpers in assembly, and the wrappers of imports and
//     exports. (isGo)
//   - The dispatch stands at the beginning, its table leads to its blocks only,
//     and 0 is the code behind it. (findDispatch; anything else is an error)
//   - The parameter is read by the dispatch and set by jumps, and else holds
//     the function to call for a moment in front of indirect calls; nothing
//     else branches to the loop. (checkResumePoint; anything else is an error)
//   - runtime.sigpanic does not return normally, nor do those that begin with
//     runtime.goPanic, runtime.panicdivide, runtime.panicshift and
//     runtime.panicunsafe. Only calls in the very forms that the compiler writes
//     are replaced. (endPanics, endFailures)
//   - A function that returns 0 leaves the stack pointer where it was in front of
//     the call, and the stack in the same place: stacks are moved when they grow,
//     which unwinds the goroutine, and by the collector while the goroutine does
//     not run. What calls without a return address are helpers in assembly that
//     have no part of the stack, such as write barriers. A function whose stack
//     pointer moves otherwise is left as it is. (settle, forget)
//   - Below what a look at the stack makes sure of there are 800 bytes for
//     functions that do not look. Those of the copies that do not look have been
//     looked for by others, at most 16 KiB on any way, and leave these 800 bytes
//     alone. What an original calls after a goroutine was unwound looks, as the
//     collector may have made the stack smaller. Functions that look in another
//     form than those known go on looking. (shareLooks)
//   - The runtime learns once, when it starts, how much memory there is, and from
//     then on counts what it asks for. The page that is added, and taken from what
//     memory.size says, stays unused: behind whatever Go has in the memory there are
//     64 KiB more. (hideSpare)
//   - The variable that tells whether the collector is at work is written as one
//     byte, by its own address, and read as four; no other is. (findBarrier;
//     anything else is an error, and without it nothing is changed)
//   - The stack of a goroutine lies in one piece in memory that is there; no
//     function reaches beyond its frame and its caller's by the stack pointer.
//     The early check of a frame relies on it, and the offsets from the stack
//     pointer.
//   - What a function keeps on the stack is written by nobody but itself and
//     the functions that it calls, unless it has given an address away: all
//     that is known of its frame is forgotten at calls, and at each store by a
//     pointer in functions that use the stack pointer for more than accesses;
//     all that is known of the stack when the stack pointer moves. Its own
//     arguments lie beyond its frame, where no function that it calls has
//     anything; they count as part of the frame in functions that make addresses
//     of the stack which are not certain to be within the frame. (exposesFrame,
//     arguments, forget)
//   - What a function writes last in front of a call, by the stack pointer, are the
//     arguments that the call has, unless anything but such writing comes in
//     between. A copy is called by nobody else than who is seen to call it.
//     (findConstants)
//
// Opcodes that Go's compiler does not emit are errors, too.
package straighten
