using BenchmarkDotNet.Running;
using Equipoise.Bench.Screening;

if (args is ["matching"])
    ProcessorTimes.Print();
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
