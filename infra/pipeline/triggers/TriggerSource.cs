using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Triggers;

/// <summary>One of the things that may start a run.</summary>
[Description("One of the things that may start a run.")]
[Variant("data-arrived", typeof(DataArrived))]
[Variant("schedule", typeof(Schedule))]
[Variant("run-finished", typeof(UpstreamFinished))]
[Variant("metric-dropped", typeof(MetricDropped))]
public abstract record TriggerSource;
