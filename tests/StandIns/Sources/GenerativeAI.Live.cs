// Stand-in for GenerativeAI.Live 3.6.7: names from the sources at that version.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenerativeAI.Live
{
    public class MultiModalLiveClient
    {
        public string ModelName { get; set; }
        public string SystemInstruction { get; set; }
    }
}
