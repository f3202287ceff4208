using Rampart.Cli;
using Rampart.EndToEnd.Tool;

return await Tool.RunAsync(args, TinyStages.Add);
