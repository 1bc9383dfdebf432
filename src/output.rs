//! The formats of findings. Each owns its types; none decides what is a finding.
