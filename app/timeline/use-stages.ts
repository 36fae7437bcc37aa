// Starts and stops the drawing of lanes and overview with the elements React has made for them.
import { type RefObject, useEffect, useRef } from 'react'
import type { EngineClient } from '../engine-client.ts'
import { FrameLoop } from './frame-loop.ts'
import { Gestures } from './gestures.ts'
import type { HostGroup, LaneLayout } from './lane-layout.ts'
import type { OverviewRefs } from './Overview.tsx'
import { OverviewStage } from './overview-stage.ts'
import { Stage } from './stage.ts'

export interface LaneRefs {
  readonly stage: RefObject<HTMLDivElement | null>
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly lanes: RefObject<HTMLCanvasElement | null>
  readonly bands: RefObject<HTMLCanvasElement | null>
  readonly overlay: RefObject<SVGSVGElement | null>
  readonly axis: RefObject<SVGSVGElement | null>
}

interface Stages {
  readonly lanes: Stage
  readonly overview: OverviewStage
}

export function useStages(
  engine: EngineClient,
  lane: LaneRefs,
  over: OverviewRefs,
  groups: readonly HostGroup[],
  layout: LaneLayout,
): void {
  const stages = useRef<Stages>(undefined)

  useEffect(() => {
    const [stage, scroller, lanes, bands] = [
      lane.stage.current,
      lane.scroller.current,
      lane.lanes.current,
      lane.bands.current,
    ]
    const [overlay, axis, box, canvas] = [
      lane.overlay.current,
      lane.axis.current,
      over.box.current,
      over.canvas.current,
    ]
    const [brush, from, to, before, after] = [
      over.brush.current,
      over.from.current,
      over.to.current,
      over.before.current,
      over.after.current,
    ]
    if (!stage || !scroller || !lanes || !bands || !overlay || !axis || !box || !canvas) return
    if (!brush || !from || !to || !before || !after) return
    const loop = new FrameLoop()
    const made = {
      lanes: new Stage({ stage, scroller, lanes, bands, overlay, axis }, engine, loop),
      overview: new OverviewStage({ box, canvas, brush, handles: [from, to], veils: [before, after] }, engine, loop),
    }
    const gestures = new Gestures(stage, made.lanes, engine)
    stages.current = made
    return () => {
      stages.current = undefined
      gestures.stop()
      made.overview.stop()
      made.lanes.stop()
      loop.stop()
    }
  }, [engine, lane, over])

  // Runs after the effect above, so a fresh stage gets its rows before its first frame.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new engine means new stages, which need the layout again.
  useEffect(() => {
    stages.current?.lanes.setLayout(groups, layout)
    stages.current?.overview.setGroups(groups)
  }, [groups, layout, engine])
}
