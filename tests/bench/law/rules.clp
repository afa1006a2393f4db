;;; The rules of law/bench.xml for CLIPS, in the same order and with the same numbers. A fact is a template of its own:
;;; (x7 (of 2) (is yes)) says fact 7 of person 2. What is not stated is not asserted. Only what is true is concluded; a
;;; ground also asks that no exemption that reaches it may hold, which is what (void) says.

(deftemplate person (slot id) (slot status))
(deftemplate post (slot of) (slot role) (slot level))
(deftemplate sanction (slot of) (slot number) (slot kind))
(deftemplate deaths (slot is))
(deftemplate i0 (slot is))
(deftemplate i1 (slot is))
(deftemplate i2 (slot is))
(deftemplate i3 (slot is))
(deftemplate x0 (slot of) (slot is))
(deftemplate x1 (slot of) (slot is))
(deftemplate x2 (slot of) (slot is))
(deftemplate x3 (slot of) (slot is))
(deftemplate x4 (slot of) (slot is))
(deftemplate x5 (slot of) (slot is))
(deftemplate x6 (slot of) (slot is))
(deftemplate x7 (slot of) (slot is))
(deftemplate x8 (slot of) (slot is))
(deftemplate x9 (slot of) (slot is))
(deftemplate x10 (slot of) (slot is))
(deftemplate x11 (slot of) (slot is))
(deftemplate x12 (slot of) (slot is))
(deftemplate x13 (slot of) (slot is))
(deftemplate x14 (slot of) (slot is))
(deftemplate x15 (slot of) (slot is))
(deftemplate x16 (slot of) (slot is))
(deftemplate x17 (slot of) (slot is))
(deftemplate x18 (slot of) (slot is))
(deftemplate x19 (slot of) (slot is))
(deftemplate x20 (slot of) (slot is))
(deftemplate x21 (slot of) (slot is))
(deftemplate x22 (slot of) (slot is))
(deftemplate x23 (slot of) (slot is))
(deftemplate x24 (slot of) (slot is))
(deftemplate x25 (slot of) (slot is))
(deftemplate x26 (slot of) (slot is))
(deftemplate x27 (slot of) (slot is))
(deftemplate x28 (slot of) (slot is))
(deftemplate x29 (slot of) (slot is))
(deftemplate x30 (slot of) (slot is))
(deftemplate x31 (slot of) (slot is))
(deftemplate void (slot of) (slot exemption))
(deftemplate finding (slot of) (slot rule) (slot kind) (slot number (default 0)))

(defrule ground-1
  (x0 (of ?p) (is yes)) (x1 (of ?p) (is yes)) (void (of ?p) (exemption 1))
  =>
  (assert (finding (of ?p) (rule 0) (kind ground))))

(defrule ground-2
  (or (x2 (of ?p) (is yes)) (x3 (of ?p) (is yes))) (void (of ?p) (exemption 1))
  =>
  (assert (finding (of ?p) (rule 1) (kind ground))))

(defrule ground-3
  (x4 (of ?p) (is yes)) (x5 (of ?p) (is no)) (void (of ?p) (exemption 1)) (void (of ?p) (exemption 2))
  =>
  (assert (finding (of ?p) (rule 2) (kind ground))))

(defrule ground-4
  (i0 (is yes)) (x6 (of ?p) (is yes)) (void (of ?p) (exemption 2))
  =>
  (assert (finding (of ?p) (rule 3) (kind ground))))

(defrule ground-5
  (deaths (is ?n&:(>= ?n 3))) (x7 (of ?p) (is yes)) (void (of ?p) (exemption 2))
  =>
  (assert (finding (of ?p) (rule 4) (kind ground))))

(defrule ground-6
  (or (x8 (of ?p) (is yes)) (x9 (of ?p) (is yes))) (x10 (of ?p) (is no)) (void (of ?p) (exemption 2))
  =>
  (assert (finding (of ?p) (rule 5) (kind ground))))

(defrule ground-7
  (deaths (is ?n&:(and (>= ?n 1) (< ?n 10)))) (or (x11 (of ?p) (is yes)) (and (i1 (is yes)) (person (id ?p)))) (void (of ?p) (exemption 3))
  =>
  (assert (finding (of ?p) (rule 6) (kind ground))))

(defrule ground-8
  (x12 (of ?p) (is yes)) (x13 (of ?p) (is yes)) (x14 (of ?p) (is yes)) (void (of ?p) (exemption 3))
  =>
  (assert (finding (of ?p) (rule 7) (kind ground))))

(defrule ground-9
  (x15 (of ?p) (is no)) (or (x16 (of ?p) (is yes)) (x17 (of ?p) (is yes))) (void (of ?p) (exemption 3))
  =>
  (assert (finding (of ?p) (rule 8) (kind ground))))

(defrule ground-10
  (i2 (is yes)) (or (x18 (of ?p) (is yes)) (and (deaths (is ?n&:(> ?n 30))) (person (id ?p)))) (void (of ?p) (exemption 3))
  =>
  (assert (finding (of ?p) (rule 9) (kind ground))))

(defrule exemption-1-void
  (or (x19 (of ?p) (is no)) (x20 (of ?p) (is yes)))
  =>
  (assert (void (of ?p) (exemption 1))))

(defrule exemption-2-void
  (x21 (of ?p) (is no))
  =>
  (assert (void (of ?p) (exemption 2))))

(defrule exemption-3-void
  (or (x22 (of ?p) (is no)) (x23 (of ?p) (is no)) (and (i3 (is no)) (person (id ?p))))
  =>
  (assert (void (of ?p) (exemption 3))))

(defrule exemption-1
  (x19 (of ?p) (is yes)) (x20 (of ?p) (is no))
  =>
  (assert (finding (of ?p) (rule 10) (kind exemption))))

(defrule exemption-2
  (x21 (of ?p) (is yes))
  =>
  (assert (finding (of ?p) (rule 11) (kind exemption))))

(defrule exemption-3
  (x22 (of ?p) (is yes)) (x23 (of ?p) (is yes)) (i3 (is yes))
  =>
  (assert (finding (of ?p) (rule 12) (kind exemption))))

(defrule exemption-4
  (or (x24 (of ?p) (is yes)) (x25 (of ?p) (is yes)))
  =>
  (assert (finding (of ?p) (rule 13) (kind exemption))))

(defrule heavier-1
  (x26 (of ?p) (is yes))
  =>
  (assert (finding (of ?p) (rule 14) (kind heavier))))

(defrule heavier-2
  (x27 (of ?p) (is yes)) (deaths (is ?n&:(>= ?n 10)))
  =>
  (assert (finding (of ?p) (rule 15) (kind heavier))))

(defrule heavier-3
  (i0 (is yes)) (i1 (is yes)) (person (id ?p))
  =>
  (assert (finding (of ?p) (rule 16) (kind heavier))))

(defrule heavier-4
  (or (x28 (of ?p) (is yes)) (x29 (of ?p) (is yes)))
  =>
  (assert (finding (of ?p) (rule 17) (kind heavier))))

(defrule heavier-5
  (x26 (of ?p) (is yes)) (x30 (of ?p) (is no))
  =>
  (assert (finding (of ?p) (rule 18) (kind heavier))))

(defrule lighter-1
  (x20 (of ?p) (is yes))
  =>
  (assert (finding (of ?p) (rule 19) (kind lighter))))

(defrule lighter-2
  (x30 (of ?p) (is yes)) (x31 (of ?p) (is no))
  =>
  (assert (finding (of ?p) (rule 20) (kind lighter))))

(defrule lighter-3
  (x25 (of ?p) (is yes)) (x31 (of ?p) (is yes))
  =>
  (assert (finding (of ?p) (rule 21) (kind lighter))))

(defrule lifetime
  (or (and (deaths (is ?n&:(>= ?n 10))) (person (id ?p))) (x27 (of ?p) (is yes)))
  =>
  (assert (finding (of ?p) (rule 22) (kind lifetime))))

(defrule veto
  (finding (of ?p) (rule 4))
  =>
  (assert (finding (of ?p) (rule 23) (kind veto))))

(defrule form
  (person (id ?p)) (exists (finding (of ?p) (kind ground)))
  =>
  (assert (finding (of ?p) (rule 24) (kind form))))

(defrule referral
  (x29 (of ?p) (is yes)) (i2 (is yes))
  =>
  (assert (finding (of ?p) (rule 25) (kind referral))))

(defrule procedure-1
  (finding (of ?p) (rule 24))
  =>
  (assert (finding (of ?p) (rule 26) (kind procedure))))

(defrule procedure-2
  (person (id ?p) (status in_post)) (finding (of ?p) (rule 23))
  =>
  (assert (finding (of ?p) (rule 27) (kind procedure))))

(defrule procedure-3
  (person (id ?p) (status ~in_post&~nil)) (finding (of ?p) (rule 22))
  =>
  (assert (finding (of ?p) (rule 28) (kind procedure))))

(defrule procedure-4
  (person (id ?p)) (exists (finding (of ?p) (kind heavier)))
  =>
  (assert (finding (of ?p) (rule 29) (kind procedure))))

(defrule procedure-5
  (person (id ?p) (status retired)) (finding (of ?p) (rule 10))
  =>
  (assert (finding (of ?p) (rule 30) (kind procedure))))

(defrule authority-1
  (post (of ?p) (role head|secretary) (level city))
  =>
  (assert (finding (of ?p) (rule 31) (kind authority))))

(defrule authority-2
  (post (of ?p) (role head|secretary) (level county|township))
  =>
  (assert (finding (of ?p) (rule 32) (kind authority))))

(defrule authority-3
  (post (of ?p) (role ?r) (level ?l&:(or (eq ?r deputy) (eq ?l zone))))
  =>
  (assert (finding (of ?p) (rule 33) (kind authority))))

(defrule authority-4
  (post (of ?p) (role ~head&~secretary&~deputy&~nil))
  =>
  (assert (finding (of ?p) (rule 34) (kind authority))))

(defrule ban-1
  (sanction (of ?p) (number ?s) (kind warning))
  =>
  (assert (finding (of ?p) (rule 35) (kind ban) (number ?s))))

(defrule ban-2
  (sanction (of ?p) (number ?s) (kind demerit))
  =>
  (assert (finding (of ?p) (rule 36) (kind ban) (number ?s))))

(defrule ban-3
  (sanction (of ?p) (number ?s) (kind admonition))
  =>
  (assert (finding (of ?p) (rule 37) (kind ban) (number ?s))))

(defrule ban-4
  (sanction (of ?p) (number ?s) (kind demotion))
  =>
  (assert (finding (of ?p) (rule 38) (kind ban) (number ?s))))

(defrule ban-5
  (sanction (of ?p) (number ?s) (kind removal))
  =>
  (assert (finding (of ?p) (rule 39) (kind ban) (number ?s))))

(defrule ban-6
  (sanction (of ?p) (number ?s) (kind expulsion))
  =>
  (assert (finding (of ?p) (rule 40) (kind ban) (number ?s))))
